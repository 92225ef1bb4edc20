import { expect, test } from 'vitest';
import { backoffMs, doubledMs } from '../../src/kernel/backoff.ts';
import { mulberry32, seededRandom } from '../../src/kernel/seededRandom.ts';

test('each failure waits twice as long, never longer than the cap, however many there were', () => {
  expect([1, 2, 3, 4, 5].map((failures) => doubledMs(failures, 100, 1_000))).toEqual([100, 200, 400, 800, 1_000]);
  expect(doubledMs(5_000, 100, 1_000)).toBe(1_000);
  expect(backoffMs(3, 100, 1_000, 0)).toBe(200);
  expect(backoffMs(3, 100, 1_000, 0.999_999)).toBe(400);
  expect(backoffMs(5_000, 100, 1_000, 0)).toBe(500);
});

test('a seed gives the same numbers on every machine, and its neighbour others', () => {
  // The published sequence of mulberry32 from state 0, as 32-bit integers.
  const zero = mulberry32(0);
  expect([zero(), zero(), zero()].map((each) => each * 2 ** 32)).toEqual([1144304738, 1416247, 958946056]);
  const numbersOf = (seed: number) => Array.from({ length: 1_000 }, seededRandom(seed));
  expect(numbersOf(7)).toEqual(numbersOf(7));
  expect(numbersOf(7)).not.toEqual(numbersOf(8));
  const mean = numbersOf(7).reduce((sum, each) => sum + each, 0) / 1_000;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
});
