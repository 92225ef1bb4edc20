import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../problem/result.ts';

/** How often a database that another program holds is tried again, milliseconds. */
const everyMs = 50;

/**
 * Does `work`, and while another program holds the database (U-512) does it again on a timer: nobody else waits
 * meanwhile, as they would where SQLite itself waited. Every other outcome ends it, as do `limitMs` and the signal.
 */
export async function whenFree<T>(
  work: () => Result<T> | Promise<Result<T>>,
  limitMs: number,
  signal?: AbortSignal,
): Promise<Result<T>> {
  const until = performance.now() + limitMs;
  for (;;) {
    const outcome = await work();
    if (outcome.ok || outcome.problem.code !== 'U-512' || performance.now() >= until || signal?.aborted) return outcome;
    await sleep(everyMs);
  }
}
