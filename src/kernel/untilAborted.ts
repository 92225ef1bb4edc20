/**
 * Settles as `work` does; rejects with the signal's reason once it has been aborted for `graceMs` and `work`, which
 * hangs in a call that nobody can take back, is still not done.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal, graceMs = 0): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let start = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    start = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs);
    };
    if (signal.aborted) start();
    else signal.addEventListener('abort', start, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', start);
    clearTimeout(timer);
  }
}
