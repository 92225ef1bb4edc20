/**
 * Exponential backoff: `baseMs` after the first failure, then twice as long each time, at most `capMs`.
 * @param failures consecutive failures so far, from 1.
 */
export function doubledMs(failures: number, baseMs: number, capMs: number): number {
  // 2^31 is past every cap; without the bound a long outage would reach Infinity.
  return Math.min(capMs, baseMs * 2 ** Math.min(failures - 1, 31));
}

/**
 * As {@link doubledMs}, half of it jitter: kiosks that lost the same receiver must not return to it in step.
 * @param random a number in [0, 1).
 * @returns milliseconds, between half of and the whole of what it is without.
 */
export function backoffMs(failures: number, baseMs: number, capMs: number, random: number): number {
  const ceiling = doubledMs(failures, baseMs, capMs);
  return Math.ceil(ceiling / 2 + (random * ceiling) / 2);
}
