import fc from 'fast-check';
import { Response } from 'undici';
import type { HttpClient } from '../../../src/kernel/httpClient.ts';
import { type Change, changed, changes } from './texts.ts';

/** How the gateway says what it says. */
export interface Manner {
  readonly envelope: (typeof envelopes)[number];
  readonly id: 'ours' | 'OURS' | 'another';
  readonly status: number;
  readonly bytes: (typeof writings)[number];
  /** Done to the whole message. */
  readonly spoiled: readonly Change[];
}

const envelopes = ['good', 'failed', 'in progress', 'not processed', 'bare'] as const;
const writings = [
  'plain',
  'byte order mark',
  'utf-16',
  'shift_jis',
  'indented',
  'twice',
  'cut off',
  'endless',
] as const;

const manner: fc.Arbitrary<Manner> = fc.record({
  envelope: fc.constantFrom(...envelopes),
  id: fc.constantFrom('ours', 'OURS', 'another'),
  status: fc.constantFrom(200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 500, 503),
  bytes: fc.constantFrom(...writings),
  spoiled: changes(2),
});

/** A gateway that mostly keeps to what was agreed, so that what is in the answer gets through. */
export const mostlyAgreed: fc.Arbitrary<Manner> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      envelope: fc.constant('good' as const),
      id: fc.constantFrom('ours' as const, 'OURS' as const),
      status: fc.constant(200),
      bytes: fc.constantFrom('plain' as const, 'byte order mark' as const, 'indented' as const),
      spoiled: fc.constant([]),
    }),
  },
  { weight: 1, arbitrary: manner },
);

export const anyManner = manner;

/** Whether a good answer said in this manner has to be taken. */
export function isGoodManner({ envelope, id, status, bytes, spoiled }: Manner): boolean {
  return (
    envelope === 'good' &&
    id !== 'another' &&
    status === 200 &&
    (bytes === 'plain' || bytes === 'byte order mark' || bytes === 'indented') &&
    spoiled.length === 0
  );
}

/** The gateway's end of the line: answers every question with `answer`, in this manner. */
export function gatewayThatSays(answer: unknown, { envelope, id, status, bytes, spoiled }: Manner): HttpClient {
  return async (_url, request) => {
    const asked: unknown = JSON.parse(String(request.body));
    const ours = typeof asked === 'object' && asked !== null && 'requestId' in asked ? String(asked.requestId) : '';
    const requestId =
      id === 'ours' ? ours : id === 'OURS' ? ours.toUpperCase() : '01960000-0000-7000-8000-00000000dead';
    const message = changed(messages[envelope](requestId, answer), spoiled);
    // These may have no body at all.
    const body = status === 204 ? null : written(JSON.stringify(message) ?? '', bytes);
    return new Response(body, { status });
  };
}

const messages: Readonly<Record<Manner['envelope'], (requestId: string, answer: unknown) => unknown>> = {
  good: (requestId, answer) => ({ requestId, segmentOfResult: '1', processingResultStatus: '1', answer }),
  failed: (requestId, answer) => ({ requestId, segmentOfResult: '9', errorCode: String(JSON.stringify(answer)) }),
  'in progress': (requestId) => ({ requestId, segmentOfResult: '2' }),
  'not processed': (requestId) => ({
    requestId,
    segmentOfResult: '1',
    processingResultStatus: '2',
    processingResultCode: 'E-1',
  }),
  bare: (_requestId, answer) => answer,
};

function written(text: string, how: Manner['bytes']): Buffer {
  const utf8 = Buffer.from(text, 'utf8');
  switch (how) {
    case 'plain':
      return utf8;
    case 'byte order mark':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]);
    case 'utf-16':
      return Buffer.from(text, 'utf16le');
    case 'shift_jis':
      return Buffer.concat([utf8, Buffer.from([0x8e, 0x52])]);
    case 'indented':
      return Buffer.from(`\r\n${text.replaceAll('{"', '{\r\n\t"')}\r\n`, 'utf8');
    case 'twice':
      return Buffer.concat([utf8, utf8]);
    case 'cut off':
      return utf8.subarray(0, utf8.length >> 1);
    case 'endless':
      return Buffer.concat([utf8, Buffer.alloc(300_000, ' ')]);
  }
}
