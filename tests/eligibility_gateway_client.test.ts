import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EligibilityQuestion } from '../src/eligibility/gateway.ts';
import { createGatewayClient } from '../src/eligibility/httpGateway.ts';
import { gatewayRequestSchema } from '../src/eligibility/wire.ts';
import { readApiDocument } from './support/apiDocument.ts';
import { sampleReception } from './support/queue.ts';

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

describe('asking for eligibility', () => {
  it.each([byFace, byPin])(
    'sends what docs/api/gateway.yaml describes, and takes such an answer ($holder.method)',
    async (question) => {
      const document = readApiDocument('gateway.yaml');
      const bodies: unknown[] = [];
      const client = await clientFor(({ body, reply }) => {
        bodies.push(body);
        const response = { requestId: gatewayRequestSchema.parse(body).requestId, answer };
        expect(document.describes('Response', response)).toBe(true);
        reply(200, JSON.stringify(response));
      });
      expect(await client.ask(question, never)).toEqual({ ok: true, value: answer });
      expect(document.describes('Question', bodies[0])).toBe(true);
      expect(document.describes('Question', { ...Object(bodies[0]), pin: '1234' })).toBe(false);
      expect(bodies[0]).toMatchObject({ institutionCode: '1311234567', certificate: 'MAMCAQU=' });
    },
  );

  it('answers U-402 when nobody listens', async () => {
    const client = createGatewayClient({ url: 'http://127.0.0.1:9/', institutionCode: '1311234567', timeoutMs: 1_000 });
    expect(await client.ask(byFace, never)).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  });

  it('answers U-402 when the connection breaks', async () => {
    const client = await clientFor(({ drop }) => drop());
    expect(await client.ask(byFace, never)).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  });

  it('answers U-402 when the answer is late, or stops half way', async () => {
    const silent = await clientFor(() => {}, 200);
    expect(await silent.ask(byFace, never)).toMatchObject({
      ok: false,
      problem: { code: 'U-402', detail: 'no answer within 200 ms' },
    });
    const halfway = await clientFor(({ begin }) => begin('{"requestId":'), 200);
    expect(await halfway.ask(byFace, never)).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  });

  it('gives up at once when the visit does', async () => {
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

  it.each([
    ['an error', 500, ''],
    ['a refusal', 403, '{"error":"unknown"}'],
    ['a redirection', 302, ''],
    ['no JSON', 200, '{"answer": {"validity": 7, "name"'],
    ['nothing', 200, ''],
    ['another validity', 200, JSON.stringify({ requestId: '$', answer: { ...answer, validity: 'perhaps' } })],
    ['a field more', 200, JSON.stringify({ requestId: '$', answer: { ...answer, myNumber: '123456789012' } })],
    [
      'the answer to another question',
      200,
      JSON.stringify({ requestId: '0198a7c0-0000-7000-8000-000000000000', answer }),
    ],
  ])('answers U-403 to %s, without a word of the patient', async (_what, status, text) => {
    const client = await clientFor(({ body, reply }) =>
      reply(status, text.replace('$', gatewayRequestSchema.parse(body).requestId)),
    );
    const asked = await client.ask(byFace, never);
    expect(asked).toMatchObject({ ok: false, problem: { code: 'U-403' } });
    expect(JSON.stringify(asked)).not.toMatch(/山田|123456789012|perhaps/);
  });

  it('answers U-403 to more than an answer can be, and stops reading', async () => {
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

interface Exchange {
  readonly body: unknown;
  reply(status: number, text: string): void;
  /** Answers with this and then says no more. */
  begin(text: string): void;
  drop(): void;
  /** Answers for ever. */
  flood(count: (bytes: number) => void): void;
}

/** A client and, at the other end, a server that does as the test says. */
async function clientFor(answerWith: (exchange: Exchange) => void, timeoutMs = 5_000) {
  const listen: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    answerWith({
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      reply: (status, text) =>
        response.writeHead(status, { 'content-type': 'application/json', location: '/' }).end(text),
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
  return createGatewayClient({ url: `http://127.0.0.1:${port}/gateway`, institutionCode: '1311234567', timeoutMs });
}
