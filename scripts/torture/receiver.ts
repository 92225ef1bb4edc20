import { createHash, randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signatureOf, signaturesAgree } from '../../src/outbox/sinks/webhook/signature.ts';

/** What the clinic holds, by idempotency key. */
export interface Held {
  readonly digest: string;
  /** Place in the order of taking. */
  readonly order: number;
}

/** A clinic system with bad days. It recognises a repeated delivery by its key, as the documents ask. */
export interface Receiver {
  readonly url: string;
  readonly held: ReadonlyMap<string, Held>;
  /** Keys that were offered with another body than the one taken. */
  readonly conflicts: ReadonlySet<string>;
  /** How often it misbehaved in each way. */
  readonly tricks: Readonly<Record<string, number>>;
  /** From now on it only takes. */
  behave(): void;
  close(): void;
}

const misbehaviours = [
  'drop before taking',
  'answer 500',
  'answer 503 with Retry-After',
  'time out before taking',
  'time out after taking',
  'lose the answer',
  'answer garbage',
  'answer twice',
] as const;

/** @param badDays share of the requests it misbehaves at, 0 to 1. */
export async function startReceiver(secret: Uint8Array, badDays: number): Promise<Receiver> {
  const held = new Map<string, Held>();
  const conflicts = new Set<string>();
  const tricks: Record<string, number> = {};
  let bad = badDays;

  function take(key: string, body: Buffer): void {
    const digest = createHash('sha256').update(body).digest('hex');
    const before = held.get(key);
    if (!before) held.set(key, { digest, order: held.size });
    else if (before.digest !== digest) conflicts.add(key);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const timestamp = String(request.headers['x-uketsuke-timestamp']);
    if (!signaturesAgree(String(request.headers['x-uketsuke-signature']), signatureOf(secret, timestamp, body))) {
      response.writeHead(401).end();
      return;
    }
    const key = String(request.headers['idempotency-key']);
    const trick = Math.random() < bad ? misbehaviours[randomInt(misbehaviours.length)] : undefined;
    if (trick) tricks[trick] = (tricks[trick] ?? 0) + 1;
    switch (trick) {
      case 'drop before taking':
        return void request.socket.destroy();
      case 'answer 500':
        return void response.writeHead(500).end();
      case 'answer 503 with Retry-After':
        return void response.writeHead(503, { 'retry-after': '0' }).end();
      case 'time out before taking':
        await sleep(500);
        return void request.socket.destroy();
      case 'time out after taking':
        take(key, body);
        await sleep(500);
        return void response.writeHead(201).end();
      case 'lose the answer':
        take(key, body);
        return void request.socket.destroy();
      case 'answer garbage':
        take(key, body);
        return void request.socket.end('\u0000\u0001 not HTTP at all\r\n\r\n');
      case 'answer twice':
        take(key, body);
        return void request.socket.end(`${bareAnswer}${bareAnswer}`);
      default:
        take(key, body);
        response.writeHead(201).end();
    }
  }

  const server = createServer((request, response) => {
    // The kiosk may be killed in the middle of a request.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/clinic/v1/receptions`,
    held,
    conflicts,
    tricks,
    behave: () => {
      bad = 0;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const bareAnswer = 'HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
