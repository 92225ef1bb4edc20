/** Numbers in [0, 1), the same ones for the same seed on every machine. */
export type Random = () => number;

/** A small seeded generator (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function latticeValue(x: number, y: number, z: number): number {
  let hash = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(z, 1440662683);
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const ease = (t: number): number => t * t * (3 - 2 * t);
const between = (a: number, b: number, t: number): number => a + (b - a) * t;

/** Smooth noise in space, 0 to 1: skin, strands of hair, the edge of a hairline. Called for every pixel. */
export function valueNoise(x: number, y: number, z: number, salt: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const z0 = Math.floor(z) + salt;
  const u = ease(x - x0);
  const v = ease(y - y0);
  const near = latticeFace(x0, y0, z0, u, v);
  return between(near, latticeFace(x0, y0, z0 + 1, u, v), ease(z - z0 + salt));
}

function latticeFace(x0: number, y0: number, z: number, u: number, v: number): number {
  const low = between(latticeValue(x0, y0, z), latticeValue(x0 + 1, y0, z), u);
  return between(low, between(latticeValue(x0, y0 + 1, z), latticeValue(x0 + 1, y0 + 1, z), u), v);
}
