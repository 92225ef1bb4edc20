import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { runningQueue } from '../support/outbox/clinic.ts';
import { sampleReception } from '../support/outbox/queue.ts';

type Trick = (request: IncomingMessage, response: ServerResponse) => void;

const created = 'HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n';

/** What the clinic's system does after it has taken the first reception. Each is offered again, or was enough. */
const tricks: readonly (readonly [what: string, Trick, offers: number])[] = [
  ['loses power before it answers', (request) => request.socket.destroy(), 2],
  [
    'answers long after the time limit',
    (_request, response) => void setTimeout(() => response.writeHead(201).end(), 900),
    2,
  ],
  ['answers something that is no HTTP', (request) => void request.socket.end('\u0000\u0001 not HTTP\r\n\r\n'), 2],
  ['answers with half a status line', (request) => void request.socket.end('HTTP/1.1 20'), 2],
  ['answers twice', (request) => void request.socket.end(`${created}${created}`), 1],
  ['answers 201 and a body that never ends', (_request, response) => void response.writeHead(201).write('…'), 1],
  ['answers 201 and hangs up inside the body', (_request, response) => hangUp(response), 1],
];

test.each(tricks)('a clinic that takes it and %s holds it once, and the next one too', async (_what, trick, offers) => {
  const { url, offered, held } = await clinicWith(trick);
  const { outbox } = runningQueue(url, { timeLimitMs: 300 });
  const [first, second] = [sampleReception(), sampleReception()];
  unwrap(outbox.record(first));
  await vi.waitFor(() => expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 0 }), {
    timeout: 20_000,
  });
  unwrap(outbox.record(second));
  await vi.waitFor(() => expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 0 }), {
    timeout: 20_000,
  });
  expect([...held]).toEqual([
    [`${first.id}.v1`, JSON.stringify(first)],
    [`${second.id}.v1`, JSON.stringify(second)],
  ]);
  expect(offered.filter((key) => key === `${first.id}.v1`).length).toBeGreaterThanOrEqual(offers);
});

/** A receiver that knows a repeat by its key, and plays `trick` once, with the first reception it takes. */
async function clinicWith(trick: Trick) {
  const held = new Map<string, string>();
  const offered: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const key = String(request.headers['idempotency-key']);
      offered.push(key);
      if (!held.has(key)) held.set(key, Buffer.concat(chunks).toString('utf8'));
      if (offered.length === 1) trick(request, response);
      else response.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, offered, held };
}

function hangUp(response: ServerResponse): void {
  response.writeHead(201, { 'content-length': '100' });
  response.write('ten bytes.');
  setTimeout(() => response.destroy(), 20);
}
