import { z } from 'zod';
import { readCapped } from '../../../kernel/cappedBody.ts';
import { type HttpClient, type HttpResponse, httpClient } from '../../../kernel/httpClient.ts';
import { strictText } from '../../../kernel/strictText.ts';
import { outcomeOfFailure, outcomeOfStatus } from '../httpOutcome.ts';
import { receptionIn } from '../receptionBody.ts';
import { retryAfterMs } from '../retryAfter.ts';
import type { Sink, SinkOutcome } from '../sink.ts';
import { receptionBundle } from './bundle.ts';

export interface FhirOptions {
  /** Base address of the server: the transaction is posted there. */
  readonly baseUrl: string;
  /** Stands in the clinic's Organization. */
  readonly clinicName: string;
  /** Sent as `Authorization: Bearer`; none where absent. */
  readonly token?: string;
  /** How it is reached; without an identity of ours where absent. */
  readonly http?: HttpClient;
  /** Limit of one attempt, milliseconds. */
  readonly timeLimitMs: number;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
}

/** A server may answer with everything it holds of the patient; nobody here reads that. */
const answerCapBytes = 256 * 1024;

const doneSchema = z.object({ response: z.object({ status: z.string().regex(/^2\d\d\b/) }) });

/** What shows that a server ran the transaction, whatever else it says. */
const transactionResponseSchema = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('transaction-response'),
  // Over at the first that was not done: thousands of them would each be reported on.
  entry: z.array(z.unknown()).refine((entries) => entries.every((entry) => doneSchema.safeParse(entry).success)),
});

/** Sink: one JP Core transaction bundle a reception, to a FHIR R4 server. */
export function fhirSink(options: FhirOptions): Sink {
  const { baseUrl, clinicName, token, http = httpClient(), timeLimitMs, now = Date.now } = options;
  const address = new URL(baseUrl);
  const headers = {
    'content-type': 'application/fhir+json',
    accept: 'application/fhir+json',
    // Most servers then leave the resources out of their answer.
    prefer: 'return=minimal',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return {
    name: 'fhir',
    timeLimitMs,
    versions: 'in-order',
    async deliver({ body }, signal) {
      const reception = receptionIn(body);
      if (!reception) return { kind: 'refused', detail: 'the payload is not a reception' };
      const bundle = Buffer.from(JSON.stringify(receptionBundle(reception, clinicName)), 'utf8');
      try {
        const response = await http(address, { method: 'POST', headers, body: bundle, signal });
        return await outcomeOf(response, now());
      } catch (error) {
        return outcomeOfFailure(error);
      } finally {
        bundle.fill(0);
      }
    },
  };
}

async function outcomeOf(response: HttpResponse, now: number): Promise<SinkOutcome> {
  const { status } = response;
  const outcome = outcomeOfStatus(status, retryAfterMs(response.headers.get('retry-after'), now));
  if (outcome.kind !== 'taken') {
    await response.body?.cancel();
    return outcome;
  }
  const answer = await readCapped(response, answerCapBytes);
  if (answer && isTransactionResponse(answer)) return outcome;
  // A proxy's or a sign-in page's 200. Asking again is safe: what was created is found again.
  return { kind: 'unavailable', detail: `HTTP ${status}, but not the answer of a FHIR server`, needs: 'set-up' };
}

function isTransactionResponse(answer: Uint8Array): boolean {
  try {
    return transactionResponseSchema.safeParse(JSON.parse(strictText(answer) ?? '')).success;
  } catch {
    return false;
  }
}
