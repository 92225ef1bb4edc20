import { spawn } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import { httpClient } from '../../src/kernel/httpClient.ts';
import { webhookTo } from '../../src/outbox/sinks/webhook/open.ts';
import { parcelOf } from '../support/outbox/parcel.ts';
import { sampleReception } from '../support/outbox/queue.ts';
import { newAuthority } from '../support/system/certificates.ts';

const [ours, theirs] = [newAuthority('ours'), newAuthority('theirs')];
afterAll(() => {
  ours.clear();
  theirs.clear();
});
const never = new AbortController().signal;
const server = ours.issue('gateway');
const stranger = theirs.issue('kiosk');

const portOf = (listener: Server): number => (listener.address() as AddressInfo).port;

async function listening(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  return portOf(listener);
}

/** Answers everything with 200. */
const answering = () =>
  listening(createServer({ cert: server.cert, key: server.key }, (_request, response) => response.end('{}')));

/**
 * OpenSSL's own server, which says why it lets nobody in; node's only hangs up. By TLS 1.3 it says so once the question
 * is under way, and the answer may be lost with the connection: that looks as if a line broke.
 */
async function demanding(): Promise<number> {
  const identity = ['-cert', server.certificateFile, '-key', server.keyFile, '-CAfile', ours.certificateFile];
  const openssl = spawn('openssl', [
    ...['s_server', '-accept', '127.0.0.1:0', '-www', '-Verify', '1', '-verify_return_error', '-tls1_2'],
    ...identity,
  ]);
  onTestFinished(() => void openssl.kill());
  // What it says before that line, it says before it listens.
  for await (const line of createInterface({ input: openssl.stdout })) {
    const port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`openssl did not listen: ${await text(openssl.stderr)}`);
}

async function met(url: string, identity: Parameters<typeof httpClient>[0]) {
  const told: unknown[] = [];
  const http = httpClient(identity);
  const onAsked = (problem: unknown) => told.push(problem);
  const client = createGatewayClient({ url, institutionCode: '1310000001', timeoutMs: 5_000, http, onAsked });
  const asked = await client.acceptsPrescriptions(never);
  const { sink } = webhookTo({ url, secret: Buffer.from('sixteen letters.') }, http);
  return { asked, told, delivered: await sink.deliver(parcelOf(sampleReception()), never) };
}

test.each([
  ['whose certificate another authority issued', answering, { ca: theirs.cert }],
  ['that wants a certificate of ours where we have none', demanding, { ca: ours.cert }],
  ['that does not know the authority of ours', demanding, { ca: ours.cert, cert: stranger.cert, key: stranger.key }],
  ['that knows nothing of TLS', () => listening(createHttpServer()), { ca: ours.cert }],
] as const)('somebody %s is set up wrongly, and no line is down', async (_who, meeting, identity) => {
  const { asked, told, delivered } = await met(`https://127.0.0.1:${await meeting()}/`, identity);
  expect(asked).toMatchObject({ ok: false, problem: { code: 'U-411' } });
  expect(told).toMatchObject([{ code: 'U-411' }]);
  expect(delivered).toMatchObject({ kind: 'unavailable', needs: 'set-up' });
});

test('nobody there is an outage all the same', async () => {
  const gone = createTcpServer();
  const port = await listening(gone);
  await new Promise((resolve) => gone.close(resolve));
  const { asked, delivered } = await met(`https://127.0.0.1:${port}/`, { ca: ours.cert });
  expect(asked).toMatchObject({ ok: false, problem: { code: 'U-402' } });
  expect(delivered).toEqual({ kind: 'unavailable', detail: 'ECONNREFUSED' });
});
