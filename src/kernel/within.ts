import { setTimeout as delay } from 'node:timers/promises';

/**
 * What `work` comes to, or `late` where that takes longer than `limitMs`, or `signal` aborts before. Rejects as `work`
 * does in time; how it ends later is not heard, and it is not stopped.
 */
export async function within<T, L>(limitMs: number, work: Promise<T>, late: L, signal?: AbortSignal): Promise<T | L> {
  const over = new AbortController();
  const end = (): void => over.abort();
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  const limit = delay(Math.max(0, limitMs), late, { signal: over.signal }).catch(() => late);
  try {
    return await Promise.race([work, limit]);
  } finally {
    signal?.removeEventListener('abort', end);
    end();
    work.catch(() => undefined);
  }
}

/** Waits for `work`, but no longer than `limitMs`; whether it ended in time. What it ended with is not asked. */
export function endsWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const ended = work.then(
    () => true,
    () => true,
  );
  return within(limitMs, ended, false);
}
