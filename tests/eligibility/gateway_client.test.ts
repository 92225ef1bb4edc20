import { createServer, type RequestListener } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { AbsentPerson, EligibilityQuestion } from '../../src/eligibility/gateway.ts';
import { createGatewayClient, type GatewayClient } from '../../src/eligibility/httpGateway.ts';
import { gatewayServices } from '../../src/eligibility/wire.ts';
import type { Problem } from '../../src/problem/result.ts';
import type { InsuranceLookUp } from '../../src/reception/insuranceLookUp.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { readApiDocument } from '../support/docs/apiDocument.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const answer = sampleReception().eligibility;
const never = new AbortController().signal;
const byFace: EligibilityQuestion = {
  certificate: Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05),
  holder: {
    method: 'face',
    score: 0.7,
    profile: 'embedded',
    liveness: { passive: null, challenge: 'passed' },
    provenAt: '2026-04-01T00:00:00.000Z',
  },
};
const byPin: EligibilityQuestion = {
  ...byFace,
  holder: {
    method: 'pin',
    challenge: Uint8Array.of(1),
    signature: Uint8Array.of(2),
    provenAt: '2026-04-01T00:00:00.000Z',
  },
};

const byStaff: EligibilityQuestion = {
  ...byFace,
  holder: { method: 'visual', staff: 'tanaka', reason: 'injury', provenAt: '2026-04-01T00:00:00.000Z' },
};
const absent: AbsentPerson = {
  receptionId: '0198a7c0-0000-7000-8000-000000000000',
  certificateSerial: null,
  person: { name: '山田　花子', address: '東京都', birthdate: '19850412', sex: '2' },
};
const onAPhone: AbsentPerson = { ...absent, certificateSerial: '4f0c', person: null };
const numbered = { receptionId: absent.receptionId, certificateSerial: '4f0c' };
const numbers: InsuranceLookUp = {
  insurerNumber: '138057',
  insuredCardSymbol: '柊１２',
  insuredIdentificationNumber: '１８７３０',
  insuredBranchNumber: '',
  birthdate: '19850412',
  limitConsent: false,
};
const people = loadPeople(projectRoot());
const document = readApiDocument('gateway.yaml');

type Ask = (client: GatewayClient) => Promise<unknown>;

/** Every question of the port with its description and an answer. */
const questions: readonly (readonly [string, Ask, string, string, unknown])[] = [
  [
    'v1/card-status',
    (it) => it.cardStatus(byFace.certificate, never),
    'CardQuestion',
    'CardStatusResponse',
    { registered: true, revoked: false },
  ],
  [
    'v1/registrations',
    (it) => it.register(byFace.certificate, never),
    'CardQuestion',
    'RegistrationResponse',
    { registered: true },
  ],
  ['v1/eligibility', (it) => it.ask(byFace, never), 'HolderQuestion', 'EligibilityResponse', answer],
  ['v1/eligibility', (it) => it.ask(byPin, never), 'HolderQuestion', 'EligibilityResponse', answer],
  ['v1/eligibility', (it) => it.ask(byStaff, never), 'HolderQuestion', 'EligibilityResponse', answer],
  ['v1/eligibility/absent', (it) => it.askAbsent(absent, never), 'AbsentQuestion', 'EligibilityResponse', answer],
  ['v1/eligibility/absent', (it) => it.askAbsent(onAPhone, never), 'AbsentQuestion', 'EligibilityResponse', answer],
  [
    'v1/eligibility/by-numbers',
    (it) => it.lookUpInsurance(numbers, never),
    'NumbersQuestion',
    'EligibilityResponse',
    answer,
  ],
  [
    'v1/patient-numbers',
    (it) => it.registerPatientNumber({ ...numbered, patientNumber: '診-0012' }, never),
    'PatientNumberQuestion',
    'PatientNumberResponse',
    { patientNumber: '診-0012' },
  ],
  [
    'v1/prescriptions/service',
    (it) => it.acceptsPrescriptions(never),
    'ServiceQuestion',
    'PrescriptionServiceResponse',
    { accepting: true },
  ],
  [
    'v1/subsidies',
    (it) => it.subsidies(byFace, never),
    'HolderQuestion',
    'SubsidiesResponse',
    people.flatMap(({ subsidies }) => subsidies),
  ],
];

/** What the client makes of the answer, where that is not the answer itself. */
const told = new Map<string, unknown>([
  ['v1/registrations', undefined],
  ['v1/patient-numbers', undefined],
  ['v1/prescriptions/service', true],
]);

describe('docs/api/gateway.yaml', () => {
  test('describes every service there is, and no other', () => {
    expect(document.paths.toSorted()).toEqual(
      Object.values(gatewayServices)
        .map(({ path }) => `/${path}`)
        .toSorted(),
    );
  });

  test.each(questions)('describes what is sent and taken: %s', async (path, ask, question, response, answer) => {
    const asked: { path: string; body: unknown }[] = [];
    const client = await clientFor(({ path, body, reply }) => {
      asked.push({ path, body });
      const full = answered(body, answer);
      expect(document.describes(response, full)).toBe(true);
      expect(document.describes(response, { ...full, more: 1 })).toBe(false);
      reply(200, JSON.stringify(full));
    });
    const expected = told.has(path) ? told.get(path) : answer;
    expect(await ask(client)).toEqual({ ok: true, value: expected });
    expect(asked).toMatchObject([{ path: `/gateway/${path}`, body: { institutionCode: '1311234567' } }]);
    expect(document.describes(question, asked[0]?.body)).toBe(true);
    expect(document.describes(question, { ...Object(asked[0]?.body), pin: '1234' })).toBe(false);
  });

  test.each(people)('describes the answer about $id', ({ eligibility, subsidies }) => {
    const body = { requestId: absent.receptionId };
    expect(document.describes('EligibilityResponse', answered(body, eligibility))).toBe(true);
    expect(document.describes('SubsidiesResponse', answered(body, subsidies))).toBe(true);
  });

  test.each([
    [{ segmentOfResult: '2' }, 'U-404', undefined],
    [{ segmentOfResult: '9', errorCode: 'E-17' }, 'U-403', 'SegmentOfResult 9, E-17'],
    [
      { segmentOfResult: '1', processingResultStatus: '2', processingResultCode: 'E_18' },
      'U-403',
      'ProcessingResultStatus 2, E_18',
    ],
  ])('describes what is no answer: %j is %s', async (said, code, detail) => {
    const client = await clientFor(({ body, reply }) => {
      const response = { requestId: idOf(body), ...said };
      expect(document.describes('EligibilityResponse', response)).toBe(true);
      expect(document.describes('SubsidiesResponse', response)).toBe(true);
      reply(200, JSON.stringify(response));
    });
    const problem = detail === undefined ? { code } : { code, detail };
    expect(await client.ask(byFace, never)).toEqual({ ok: false, problem });
    expect(await client.register(byFace.certificate, never)).toEqual({ ok: false, problem });
  });
});

describe('asking the gateway', () => {
  test('answers U-402 when nobody listens', async () => {
    const client = createGatewayClient({ url: 'http://127.0.0.1:9/', institutionCode: '1311234567', timeoutMs: 1_000 });
    expect(await client.ask(byFace, never)).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  });

  test('answers U-402 when the connection breaks', async () => {
    const client = await clientFor(({ drop }) => drop());
    expect(await client.ask(byFace, never)).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  });

  test('answers U-402 when the answer is late, or stops half way', async () => {
    const silent = await clientFor(() => {}, 200);
    expect(await silent.ask(byFace, never)).toMatchObject({
      ok: false,
      problem: { code: 'U-402', detail: 'no answer within 200 ms' },
    });
    const halfway = await clientFor(({ begin }) => begin('{"requestId":'), 200);
    expect(await halfway.ask(byFace, never)).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  });

  test('gives up at once when the visit does', async () => {
    const client = await clientFor(() => {}, 20_000);
    const visit = new AbortController();
    const startedAt = Date.now();
    setTimeout(() => visit.abort(), 50);
    expect(await client.ask(byFace, visit.signal)).toMatchObject({
      ok: false,
      problem: { code: 'U-402', detail: 'given up' },
    });
    expect(await client.ask(byFace, visit.signal)).toMatchObject({ ok: false });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  test.each([
    ['an error', 500, ''],
    ['a redirection', 302, ''],
    ['no JSON', 200, '{"answer": {"validity": 7, "name"'],
    ['nothing', 200, ''],
    ['another validity', 200, JSON.stringify(answered({ requestId: '$' }, { ...answer, validity: 'perhaps' }))],
    ['a field more', 200, JSON.stringify(answered({ requestId: '$' }, { ...answer, myNumber: '123456789012' }))],
    ['the answer to another question', 200, JSON.stringify(answered({ requestId: absent.receptionId }, answer))],
    ['a message for people', 200, JSON.stringify({ requestId: '$', segmentOfResult: '9', errorCode: '山田さんの' })],
  ])('answers U-403 to %s, without a word of the patient', async (_what, status, text) => {
    const client = await clientFor(({ body, reply }) => reply(status, text.replace('$', idOf(body))));
    const asked = await client.ask(byFace, never);
    expect(asked).toMatchObject({ ok: false, problem: { code: 'U-403' } });
    expect(JSON.stringify(asked)).not.toMatch(/山田|123456789012|perhaps/);
  });

  test('shows of an answer no more than it seems to hold: nothing hidden in its texts', async () => {
    const client = await clientFor(({ body, reply }) => {
      const hiding = { ...answer, name: '山田\u202e\u0000　花子', address: '東京都\r\n千代田区\u2028\u001b[2J' };
      reply(200, JSON.stringify(answered(body, hiding)));
    });
    expect(await client.ask(byPin, never)).toMatchObject({
      ok: true,
      value: { name: '山田　花子', address: '東京都 千代田区 [2J' },
    });
  });

  test.each([401, 403, 404])(
    'answers U-409 where the kiosk is not let in (%i): no outage, no fault of the answer',
    async (status) => {
      const told: unknown[] = [];
      const client = await clientFor(
        ({ reply }) => reply(status, '{"error":"山田さんは拒否"}'),
        5_000,
        (problem) => {
          told.push(problem);
        },
      );
      const refused = { code: 'U-409', detail: `HTTP ${status}` };
      for (const [, ask] of questions) expect(await ask(client)).toEqual({ ok: false, problem: refused });
      expect(told).toEqual(questions.map(() => refused));
    },
  );

  test('takes an answer with a byte order mark, and its id in capitals', async () => {
    const client = await clientFor(({ body, reply }) => {
      const response = answered(body, answer);
      reply(200, `\ufeff${JSON.stringify({ ...response, requestId: response.requestId.toUpperCase() })}`);
    });
    expect(await client.ask(byFace, never)).toEqual({ ok: true, value: answer });
  });

  test('answers U-403 to bytes that are not UTF-8, and reads no other characters into a name', async () => {
    const client = await clientFor(({ body, replyBytes }) =>
      replyBytes(Buffer.from(JSON.stringify(answered(body, { ...answer, name: 'Z\u00fc' })), 'latin1')),
    );
    expect(await client.ask(byFace, never)).toEqual({
      ok: false,
      problem: { code: 'U-403', detail: 'the answer is not UTF-8' },
    });
  });

  test('answers U-403 to more than an answer can be, and stops reading', async () => {
    let sent = 0;
    const client = await clientFor(({ flood }) => flood((bytes) => (sent += bytes)));
    expect(await client.ask(byFace, never)).toMatchObject({
      ok: false,
      problem: { code: 'U-403', detail: expect.stringContaining('262144') },
    });
    const soon = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent - soon).toBeLessThan(4 * 1024 * 1024);
  });
});

/** A good response to the question in `body`. */
function answered(body: unknown, answer: unknown) {
  return { requestId: idOf(body), segmentOfResult: '1', processingResultStatus: '1', answer };
}

function idOf(body: unknown): string {
  return z.looseObject({ requestId: z.string() }).parse(body).requestId;
}

interface Exchange {
  readonly path: string;
  readonly body: unknown;
  reply(status: number, text: string): void;
  /** Answers with this and then says no more. */
  replyBytes(bytes: Uint8Array): void;
  begin(text: string): void;
  drop(): void;
  /** Answers for ever. */
  flood(count: (bytes: number) => void): void;
}

/** A client and, at the other end, a server that does as the test says. */
async function clientFor(
  answerWith: (exchange: Exchange) => void,
  timeoutMs = 5_000,
  onAsked?: (problem: Problem | undefined) => void,
) {
  const listen: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    answerWith({
      path: request.url ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      reply: (status, text) =>
        response.writeHead(status, { 'content-type': 'application/json', location: '/' }).end(text),
      replyBytes: (bytes) => response.writeHead(200).end(bytes),
      begin: (text) => response.writeHead(200).write(text),
      drop: () => request.socket.destroy(),
      flood(count) {
        const chunk = Buffer.alloc(64 * 1024, ' ');
        const more = (): void => {
          if (response.destroyed) return;
          count(chunk.length);
          response.write(chunk, () => setImmediate(more));
        };
        more();
      },
    });
  };
  const server = createServer((request, response) => void listen(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return createGatewayClient({
    url: `http://127.0.0.1:${port}/gateway`,
    institutionCode: '1311234567',
    timeoutMs,
    ...(onAsked ? { onAsked } : {}),
  });
}
