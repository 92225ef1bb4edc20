/** Numbers in [0, 1), the same ones for the same seed on every machine. */
export type Random = () => number;

/** A small generator (mulberry32) from a state of 32 bits: what cannot be repeated proves nothing. */
export function mulberry32(start: number): Random {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One generator a seed; neighbouring seeds (0, 1, 2 …) begin far apart. */
export function seededRandom(seed: number): Random {
  return mulberry32(Math.imul(seed + 1, 0x9e3779b1));
}
