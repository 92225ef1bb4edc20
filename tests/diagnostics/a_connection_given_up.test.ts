import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { reach } from '../../src/diagnostics/reach/reach.ts';

test('who gives up while a connection is being made leaves none open', async () => {
  const open = new Set<Socket>();
  let came = 0;
  const server = createServer((socket) => {
    came += 1;
    open.add(socket);
    socket.resume().on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  }).listen(0, '127.0.0.1');
  const waiting = new AbortController();
  // Between asking for the connection and having it: who waits is told first.
  const giveUp = (): void =>
    process.nextTick(() => {
      waiting.abort(new Error('given up'));
      for (const until = performance.now() + 10; performance.now() < until; );
    });
  onTestFinished(() => {
    unsubscribe('net.client.socket', giveUp);
    for (const socket of open) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  subscribe('net.client.socket', giveUp);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const reached = await reach({ url, tls: {} }, { upTo: 'http', signal: waiting.signal, stepMs: 5_000, now: Date.now });
  expect(reached.failed).toMatchObject({ step: 'tcp' });
  await expect.poll(() => came).toBe(1);
  await expect.poll(() => open.size).toBe(0);
});
