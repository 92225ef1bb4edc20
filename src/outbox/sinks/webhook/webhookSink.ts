import { outcomeOfStatus, reasonOf } from '../httpOutcome.ts';
import { retryAfterMs } from '../retryAfter.ts';
import type { Parcel, Sink } from '../sink.ts';
import { signatureOf } from './signature.ts';

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

/** Sink: one signed POST a reception, as docs/api/clinic-webhook.yaml describes it. Any 2xx is taken. */
export function webhookSink({ url, secret, timeLimitMs, now = Date.now }: WebhookOptions): Sink {
  const address = new URL(url);
  return {
    name: 'webhook',
    timeLimitMs,
    versions: 'in-order',
    async deliver(parcel, signal) {
      try {
        const response = await post(address, parcel, secret, now(), signal);
        // The answer's body is nobody's business here; left unread it would hold the connection.
        await response.body?.cancel();
        return outcomeOfStatus(response.status, retryAfterMs(response.headers.get('retry-after'), now()));
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
