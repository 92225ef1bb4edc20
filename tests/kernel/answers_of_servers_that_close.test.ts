import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { httpClient } from '../../src/kernel/httpClient.ts';

/** As much as waits in a connection until it is read. */
const body = Buffer.alloc(65_536, 'an answer ');

/** A system that says this, whatever it is asked, the body in one piece a moment after the head, and closes. */
async function says(head: string, content: Buffer): Promise<URL> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(head);
      setTimeout(() => socket.end(content), 20);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const ask = httpClient();

/*
 * Old servers, proxies and scripts close behind each answer. The program that asks may be at something else just then.
 */
test.each([
  ['HTTP/1.0, which ends by closing', 'HTTP/1.0 200 OK\r\n\r\n'],
  ['HTTP/1.1 with its length', `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n`],
])('an answer that is read late is whole where the other side has closed: %s', async (_, head) => {
  const answer = await ask(await says(head, body), {});
  await sleep(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
});

test('an answer that nobody reads ends nothing but itself', async () => {
  const url = await says('HTTP/1.0 200 OK\r\n\r\n', body);
  const { status } = await ask(url, {});
  await sleep(200);
  expect(status).toBe(200);
  expect((await ask(url, {})).status).toBe(200);
});

test('an answer that is cut off is none, however late it is read', async () => {
  const head = `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n`;
  const answer = await ask(await says(head, body.subarray(0, 60_000)), {});
  await sleep(200);
  await expect(answer.arrayBuffer()).rejects.toThrow();
});
