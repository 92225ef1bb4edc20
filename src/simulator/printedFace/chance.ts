import type { Random } from '../../kernel/seededRandom.ts';

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
