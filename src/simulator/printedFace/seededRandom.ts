/** Statistics in [0, 1), the same ones for the same seed on every machine. */
export type Random = () => number;

/** A small seeded generator (mulberry32): a survey that cannot be repeated proves nothing. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number between `low` and `high`. */
export function within(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A number around 0 with standard deviation 1 (twelve uniform numbers, near enough to a bell). */
export function bell(random: Random): number {
  let sum = -6;
  for (let count = 0; count < 12; count++) sum += random();
  return sum;
}
