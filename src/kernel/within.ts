import { setTimeout as delay } from 'node:timers/promises';

/** Waits for `work`, but no longer than `limitMs`; whether it ended in time. What it ended with is not asked. */
export async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const limit = new AbortController();
  const done = work.then(
    () => true,
    () => true,
  );
  const late = delay(limitMs, false, { signal: limit.signal }).catch(() => false);
  try {
    return await Promise.race([done, late]);
  } finally {
    limit.abort();
  }
}
