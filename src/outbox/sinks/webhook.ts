import { retryAfterMs } from './retryAfter.ts';
import { signatureOf } from './signature.ts';
import type { Parcel, Sink, SinkOutcome } from './sink.ts';

export interface WebhookOptions {
  /** Where the clinic system listens. */
  readonly url: string;
  /** What both sides sign with; see `readSecretFile`. */
  readonly secret: Uint8Array;
  /** Limit of one attempt, milliseconds. */
  readonly timeLimitMs: number;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
}

/** Statuses that speak of the receiver or of what stands before it, not of this reception. */
const receiverIsAway = new Set([408, 425, 429, 502, 503, 504]);

/** Sink: one signed POST a reception, as docs/api/clinic-webhook.yaml describes it. Any 2xx is taken. */
export function webhookSink({ url, secret, timeLimitMs, now = Date.now }: WebhookOptions): Sink {
  const address = new URL(url);
  return {
    name: 'webhook',
    timeLimitMs,
    async deliver(parcel, signal) {
      try {
        const response = await post(address, parcel, secret, now(), signal);
        // The answer's body is nobody's business here; left unread it would hold the connection.
        await response.body?.cancel();
        return outcomeOf(response.status, retryAfterMs(response.headers.get('retry-after'), now()));
      } catch (error) {
        return { kind: 'unavailable', detail: reasonOf(error) };
      }
    },
  };
}

function post(url: URL, parcel: Parcel, secret: Uint8Array, now: number, signal: AbortSignal): Promise<Response> {
  const timestamp = String(Math.floor(now / 1_000));
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': parcel.idempotencyKey,
      'x-uketsuke-timestamp': timestamp,
      'x-uketsuke-signature': signatureOf(secret, timestamp, parcel.body),
    },
    body: parcel.body,
    signal,
    // A patient's data goes where the configuration says and nowhere else.
    redirect: 'manual',
  });
}

function outcomeOf(status: number, askedWaitMs: number | undefined): SinkOutcome {
  const detail = `HTTP ${status}`;
  const wait = askedWaitMs === undefined ? {} : { retryAfterMs: askedWaitMs };
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (receiverIsAway.has(status) || status < 400) return { kind: 'unavailable', detail, ...wait };
  // 409: the receiver is still at work on the same key.
  if (status === 409 || status >= 500) return { kind: 'refused-for-now', detail, ...wait };
  return { kind: 'refused', detail };
}

/** fetch says `fetch failed` and keeps the reason (ECONNREFUSED) in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.message;
}
