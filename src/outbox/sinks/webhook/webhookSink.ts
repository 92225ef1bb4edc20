import { type HttpClient, type HttpRequest, httpClient } from '../../../kernel/httpClient.ts';
import { outcomeOfFailure, outcomeOfStatus } from '../httpOutcome.ts';
import { retryAfterMs } from '../retryAfter.ts';
import type { Parcel, Sink } from '../sink.ts';
import { orForTheClock } from './clocksApart.ts';
import { signatureOf } from './signature.ts';

export interface WebhookOptions {
  /** Where the clinic system listens. */
  readonly url: string;
  /** What both sides sign with; see `readSecretFile`. */
  readonly secret: Uint8Array;
  /** How it is reached; without an identity of ours where absent. */
  readonly http?: HttpClient;
  /** Limit of one attempt, milliseconds. */
  readonly timeLimitMs: number;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
}

/** Sink: one signed POST a reception, as docs/api/clinic-webhook.yaml describes it. Any 2xx is taken. */
export function webhookSink({ url, secret, http = httpClient(), timeLimitMs, now = Date.now }: WebhookOptions): Sink {
  const address = new URL(url);
  return {
    name: 'webhook',
    timeLimitMs,
    versions: 'in-order',
    async deliver(parcel, signal) {
      try {
        const response = await http(address, signed(parcel, secret, now(), signal));
        // The answer's body is nobody's business here; left unread it would hold the connection.
        await response.body?.cancel();
        const { status, headers } = response;
        const outcome = outcomeOfStatus(status, retryAfterMs(headers.get('retry-after'), now()));
        return status === 401 ? orForTheClock(outcome, headers.get('date'), now()) : outcome;
      } catch (error) {
        return outcomeOfFailure(error);
      }
    },
  };
}

function signed(parcel: Parcel, secret: Uint8Array, now: number, signal: AbortSignal): HttpRequest {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': parcel.idempotencyKey,
      'x-uketsuke-timestamp': timestamp,
      'x-uketsuke-signature': signatureOf(secret, timestamp, parcel.body),
    },
    body: parcel.body,
    signal,
  };
}
