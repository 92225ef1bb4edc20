import { arrivalPage } from '../../../src/desk/pages/arrivalPage.ts';
import { insuranceLookUpResult } from '../../../src/desk/pages/insuranceLookUpPages.ts';
import { detailOf, summaryOf } from '../../../src/desk/receptions/shown.ts';
import type { HttpClient, HttpResponse } from '../../../src/kernel/httpClient.ts';
import { fhirSink } from '../../../src/outbox/sinks/fhir/fhirSink.ts';
import { oqsEncodings } from '../../../src/outbox/sinks/oqs/encoding.ts';
import { faceFile } from '../../../src/outbox/sinks/oqs/faceFile.ts';
import type { Sink, SinkOutcome } from '../../../src/outbox/sinks/sink.ts';
import { webhookSink } from '../../../src/outbox/sinks/webhook/webhookSink.ts';
import { ok } from '../../../src/problem/result.ts';
import type { EligibilityAnswer } from '../../../src/reception/answer.ts';
import { leastData } from '../../../src/reception/leastData.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import type { Told } from './oracle.ts';
import type { StallWatch } from './stalls.ts';

const clinic = 'ひいらぎクリニック';
const at = Date.parse('2026-04-01T01:00:00.000Z');
const outcomes = [
  'taken',
  'unavailable',
  'refused-for-now',
  'refused',
] as const satisfies readonly SinkOutcome['kind'][];

/**
 * Everything that is told of a reception, by each of the ways out: what is kept of it, the bodies that the HTTP sinks
 * post, the files of the exchange folder, the desk's list and page, and what each sink's outcome says in the log.
 * @param respond what the receivers answer
 * @param watch over how long each of them keeps the event loop
 */
export async function toldOf(
  reception: Reception,
  respond: () => HttpResponse,
  { stretch }: Pick<StallWatch, 'stretch'>,
): Promise<Told> {
  const kept = leastData(reception);
  const body = Buffer.from(JSON.stringify(kept), 'utf8');
  const posted: Record<string, string> = {};
  const logged: string[] = [];
  for (const make of [webhookTo, fhirTo]) {
    const http: HttpClient = async (_url, request) => {
      posted[sink.name] = Buffer.from(request.body as Uint8Array).toString('utf8');
      return respond();
    };
    const sink = make(http);
    logged.push(await stretch(() => delivered(sink, body)));
  }
  for (const encoding of oqsEncodings) {
    const { bytes } = await stretch(() => faceFile(kept, encoding));
    posted[`oqs-face ${encoding}`] = new TextDecoder(encoding).decode(bytes);
  }
  const detail = detailOf(kept, at);
  const page = await stretch(() => arrivalPage(detail, (staff) => staff, 'csrf').text);
  return {
    ...posted,
    kept: body.toString('utf8'),
    'the log': logged.join(' '),
    'the desk’s list': JSON.stringify(summaryOf({ reception: kept, deliveries: [] }, at)),
    'the desk’s API': JSON.stringify(detail),
    'the desk’s page': page,
  };
}

async function delivered(sink: Sink, body: Buffer): Promise<string> {
  const memo = { read: () => ok(undefined), write: () => ok(undefined) };
  const parcel = { idempotencyKey: 'key', body: Uint8Array.from(body), memo };
  const outcome = await sink.deliver(parcel, new AbortController().signal);
  if (!outcomes.includes(outcome.kind)) throw new Error(`${sink.name} ended in ${outcome.kind}`);
  return 'detail' in outcome ? outcome.detail : '';
}

function webhookTo(http: HttpClient): Sink {
  return webhookSink({
    url: 'http://clinic.example/',
    secret: Buffer.alloc(32, 1),
    http,
    timeLimitMs: 1_000,
    now: () => at,
  });
}

function fhirTo(http: HttpClient): Sink {
  return fhirSink({ baseUrl: 'http://fhir.example/', clinicName: clinic, http, timeLimitMs: 1_000, now: () => at });
}

/** What staff see and the desk's API answers who asked by numbers; nothing of it is kept. */
export function pageOf(answer: EligibilityAnswer): string {
  return `${insuranceLookUpResult({ answer, at: 0, problem: null, oddity: null }).text}${JSON.stringify(answer)}`;
}
