import fc from 'fast-check';
import { Response } from 'undici';
import { changed, changes, worldText } from './texts.ts';

/** What a receiver, or whatever stands before it, answers. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const statuses = [
  200, 200, 200, 201, 202, 206, 300, 301, 302, 307, 400, 401, 403, 404, 405, 408, 409, 410, 411, 412, 413, 415, 422,
  423, 425, 429, 451, 500, 501, 502, 503, 504, 507, 511, 599,
];

const done = { resourceType: 'Bundle', type: 'transaction-response', entry: [{ response: { status: '201 Created' } }] };

const pages = [
  '',
  '<!doctype html><title>Sign in</title>',
  '{"status":"ok"}',
  '{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}',
  '\ufeff{}',
  '[]',
  'null',
  '"',
];

const header = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    '120',
    '-1',
    '1e9',
    '99999999999',
    'Wed, 21 Oct 2026 07:28:00 GMT',
    'soon',
    '2026-04-01',
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
);

/** Where the receiver repeats what it was told, as many do when they refuse it. */
const quotation = '{what was told}';

const bodies = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...pages) },
  { weight: 30, arbitrary: changes(3).map((each) => JSON.stringify(changed(done, each)) ?? '') },
  { weight: 20, arbitrary: fc.constant(`{"error":"cannot store ${quotation}"}`) },
  { weight: 20, arbitrary: worldText },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300_000 }).map((length) => '['.repeat(length)) },
);

export const receiverAnswer: fc.Arbitrary<Answered> = fc
  .record({ status: fc.constantFrom(...statuses), retry: header, body: bodies })
  .map(({ status, retry, body }) => ({
    status,
    headers: retry === '' ? {} : { 'retry-after': retry.replaceAll(/[^ -~]/g, '') },
    body,
  }));

export function responseOf({ status, headers, body }: Answered, told: string): Response {
  return new Response(
    Buffer.from(
      body.replace(quotation, () => told),
      'utf8',
    ),
    { status, headers },
  );
}

/** One that takes what it is told, as a webhook's and as a FHIR server's. */
export function takenResponse(): Response {
  return responseOf({ status: 200, headers: {}, body: JSON.stringify({ ...done, entry: [] }) }, '');
}
