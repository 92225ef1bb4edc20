import type { z } from 'zod';
import { withoutBlanks } from '../kernel/blank.ts';
import { readCapped } from '../kernel/cappedBody.ts';
import { holdsEndlessText } from '../kernel/endlessText.ts';
import type { HttpClient } from '../kernel/httpClient.ts';
import { underLimit } from '../kernel/linkedAbort.ts';
import { strictText } from '../kernel/strictText.ts';
import { tlsTrouble } from '../kernel/tlsTrouble.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import type { GatewayQuestion, GatewayResponse } from './wire.ts';

/** Far above the largest honest answer, far below what would hurt the kiosk. */
const answerCapBytes = 256 * 1024;

/** So many faults of an answer are named. */
const mostPaths = 8;

/**
 * Somebody is there and well; they do not know this kiosk, or what it shows, or are not the gateway: nothing is at its
 * address. The next question fares no better.
 */
const notLetIn = new Set([401, 403, 404]);

/** One question and the rules for its answer. */
export interface Exchange<T> {
  readonly http: HttpClient;
  readonly url: URL;
  readonly question: GatewayQuestion;
  readonly response: z.ZodType<GatewayResponse<T>>;
  /** From the first byte sent to the last byte received, milliseconds. */
  readonly limitMs: number;
}

/**
 * Asks once. Errors: U-402 not reached, late, or given up; U-403 answered wrongly; U-404 still working on it; U-409 not
 * let in; U-411 no secured connection, since a certificate is not accepted.
 */
export async function exchange<T>(asked: Exchange<T>, signal: AbortSignal): Promise<Result<T>> {
  try {
    return await underLimit([signal], asked.limitMs, (limit) => send(asked, limit));
  } catch (error) {
    const refused = tlsTrouble(error);
    return refused === undefined ? failed('U-402', reasonOf(error)) : failed('U-411', refused);
  }
}

/** Rejects where nobody answers; whatever is answered comes back as a result. */
async function send<T>({ http, url, question, response }: Exchange<T>, signal: AbortSignal): Promise<Result<T>> {
  const answered = await http(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(question),
    signal,
  });
  if (answered.status !== 200) {
    await answered.body?.cancel();
    if (notLetIn.has(answered.status)) return failed('U-409', `HTTP ${answered.status}`);
    return failed('U-403', `HTTP ${answered.status}`);
  }
  const body = await readCapped(answered, answerCapBytes);
  if (!body) return failed('U-403', `an answer of more than ${answerCapBytes} bytes`);
  return answerIn(body, response, question.requestId);
}

function answerIn<T>(body: Uint8Array, schema: z.ZodType<GatewayResponse<T>>, requestId: string): Result<T> {
  const text = strictText(body);
  if (text === undefined) return failed('U-403', 'the answer is not UTF-8');
  let json: unknown;
  try {
    const said: unknown = JSON.parse(text);
    if (holdsEndlessText(said)) return failed('U-403', 'a text without end');
    json = withoutBlanks(said);
  } catch {
    return failed('U-403', 'the answer is not JSON');
  }
  const parsed = schema.safeParse(json);
  // Paths only: the values beside them are the patient's.
  if (!parsed.success) return failed('U-403', `not as agreed: ${pathsOf(parsed.error.issues)}`);
  // Some write the letters of a UUID large.
  if (parsed.data.requestId.toLowerCase() !== requestId) return failed('U-403', 'an answer to another question');
  return meaningOf(parsed.data);
}

function meaningOf<T>(response: GatewayResponse<T>): Result<T> {
  if (response.segmentOfResult === '2') return failed('U-404');
  if (response.segmentOfResult === '9') return failed('U-403', `SegmentOfResult 9, ${response.errorCode}`);
  return response.processingResultStatus === '1'
    ? ok(response.answer)
    : failed('U-403', `ProcessingResultStatus 2, ${response.processingResultCode}`);
}

function pathsOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  const first = issues.slice(0, mostPaths);
  const paths = first.map(({ path }) => path.map(String).join('.') || '(whole)').join(', ');
  return issues.length > first.length ? `${paths} and ${issues.length - first.length} more` : paths;
}

/** fetch says `fetch failed` and keeps the reason (ECONNREFUSED) in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.message;
}
