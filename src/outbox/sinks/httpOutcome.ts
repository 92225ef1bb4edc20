import type { SinkOutcome } from './sink.ts';

/** Statuses that speak of the receiver or of what stands before it, not of this reception. */
const receiverIsAway = new Set([408, 425, 429, 502, 503, 504]);

/** What an HTTP status says about a delivery. @param askedWaitMs what `Retry-After` asks for, where it does. */
export function outcomeOfStatus(status: number, askedWaitMs: number | undefined): SinkOutcome {
  const detail = `HTTP ${status}`;
  const wait = askedWaitMs === undefined ? {} : { retryAfterMs: askedWaitMs };
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (receiverIsAway.has(status) || status < 400) return { kind: 'unavailable', detail, ...wait };
  // 409: the receiver is still at work on the same key.
  if (status === 409 || status >= 500) return { kind: 'refused-for-now', detail, ...wait };
  return { kind: 'refused', detail };
}

/** Why a request came to nothing. fetch says `fetch failed` and keeps the reason (ECONNREFUSED) in `cause`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.message;
}
