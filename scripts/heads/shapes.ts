/** Signed distances (negative inside) and the ways to join them. Units: about half a head's width. */

export const clamp = (x: number, low = 0, high = 1): number => (x < low ? low : x > high ? high : x);

export const lerp = (a: number, b: number, t: number): number => a + (b - a) * t;

/** 0 at `from`, 1 at `to` (which may be the smaller one), eased in between. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** Lengths of vectors. Math.hypot guards against overflow and is many times slower, and this is most of the work. */
export const length2 = (x: number, y: number): number => Math.sqrt(x * x + y * y);
export const length3 = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);

/** A bell around 0 of half-width about `width`. */
export function bell(x: number, width: number): number {
  const squared = (x * x) / (width * width);
  return squared > 12 ? 0 : Math.exp(-squared);
}

/** Union with a fillet of size `k`. */
export function join(a: number, b: number, k: number): number {
  const apart = a > b ? a - b : b - a;
  const least = a > b ? b : a;
  if (apart >= k) return least;
  const overlap = k - apart;
  return least - (overlap * overlap * 0.25) / k;
}

/** Cuts `tool` out of `body`, its rim rounded by `k`. */
export const carve = (body: number, tool: number, k: number): number => -join(-body, tool, k);

/** What lies in both, its rim rounded by `k`. */
export const intersect = (a: number, b: number, k: number): number => -join(-a, -b, k);

/** Ellipsoid around the origin with half axes a, b, c. A close bound, not an exact distance. */
export function ellipsoid(x: number, y: number, z: number, a: number, b: number, c: number): number {
  const scaled = length3(x / a, y / b, z / c);
  const gradient = length3(x / (a * a), y / (b * b), z / (c * c));
  return gradient < 1e-9 ? -Math.min(a, b, c) : (scaled * (scaled - 1)) / gradient;
}

export const sphere = (x: number, y: number, z: number, radius: number): number => length3(x, y, z) - radius;

export interface Stroke {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
  readonly radii: readonly [number, number];
}

/** A rod with round ends, thick or thin along its way. */
export function capsule(x: number, y: number, z: number, { from, to, radii }: Stroke): number {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const dz = to[2] - from[2];
  const px = x - from[0];
  const py = y - from[1];
  const pz = z - from[2];
  const t = clamp((px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz));
  return length3(px - dx * t, py - dy * t, pz - dz * t) - lerp(radii[0], radii[1], t);
}
