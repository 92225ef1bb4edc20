import { tlsTrouble } from '../../kernel/tlsTrouble.ts';
import type { SinkOutcome } from './sink.ts';

/** What a receiver says that has read this very body and cannot take it: not in form, too large, not to be processed. */
const bodyIsRefused = new Set([400, 413, 422]);

/**
 * What may be about this reception alone, and may pass: its key is still being worked on (409), the receiver's state is
 * against it (412). Others go on meanwhile.
 */
const receptionIsHeldUp = new Set([409, 412]);

/** Statuses that speak of the receiver, or of what stands before it: away for a while. */
const receiverIsAway = new Set([408, 425, 429, 502, 503, 504]);

/**
 * What an HTTP status says about a delivery, for every sink that speaks HTTP. Only what is about this body is refused
 * for good. Whatever else a receiver says (a key it does not know, an address where nothing is, a page of its proxy) is
 * the same for every reception: they wait, and somebody puts it right.
 * @param askedWaitMs what `Retry-After` asks for, where it does. */
export function outcomeOfStatus(status: number, askedWaitMs: number | undefined): SinkOutcome {
  const detail = `HTTP ${status}`;
  const wait = askedWaitMs === undefined ? {} : { retryAfterMs: askedWaitMs };
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (bodyIsRefused.has(status)) return { kind: 'refused', detail };
  if (receiverIsAway.has(status)) return { kind: 'unavailable', detail, ...wait };
  if (receptionIsHeldUp.has(status) || status >= 500) return { kind: 'refused-for-now', detail, ...wait };
  return { kind: 'unavailable', detail, needs: 'set-up', ...wait };
}

/** What a request says that came to nothing: nobody was there, or no secured connection came about. */
export function outcomeOfFailure(error: unknown): SinkOutcome {
  const refused = tlsTrouble(error);
  if (refused !== undefined) return { kind: 'unavailable', detail: refused, needs: 'set-up' };
  return { kind: 'unavailable', detail: reasonOf(error) };
}

/** fetch says `fetch failed` and keeps the reason (ECONNREFUSED) in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.message;
}
