/** An abort that follows others. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  /** Aborts it alone. */
  abort(reason?: Error): void;
  /** Lets go of the signals and of the timer; to be called when the work is over, however it ended. */
  release(): void;
}

/**
 * A signal that aborts with the first of `signals` (reason: given up), or after `limitMs` (reason: no answer in
 * time). Not AbortSignal.any: on Node 20 every signal it makes stays tied to the long-lived ones it listens to.
 */
export function linkedAbort(signals: readonly AbortSignal[], limitMs?: number): LinkedAbort {
  const linked = new AbortController();
  const interrupt = (): void => linked.abort(new Error('given up'));
  const timer =
    limitMs === undefined
      ? undefined
      : setTimeout(() => linked.abort(new Error(`no answer within ${limitMs} ms`)), limitMs);
  for (const signal of signals) signal.addEventListener('abort', interrupt, { once: true });
  if (signals.some(({ aborted }) => aborted)) interrupt();
  return {
    signal: linked.signal,
    abort: (reason) => linked.abort(reason),
    release() {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', interrupt);
    },
  };
}

/** Runs `work` under a {@link linkedAbort} and lets go of it afterwards. */
export async function underLimit<T>(
  signals: readonly AbortSignal[],
  limitMs: number,
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = linkedAbort(signals, limitMs);
  try {
    return await work(limit.signal);
  } finally {
    limit.release();
  }
}
