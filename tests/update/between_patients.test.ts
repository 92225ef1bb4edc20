import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { untilFree } from '../../src/update/between.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A kiosk's `/healthz` that says each of these, one after the other, the last for good. */
async function kioskSaying(...answers: readonly object[]): Promise<string> {
  const left = [...answers];
  server = createServer((_request, reply) => reply.end(JSON.stringify(left.length > 1 ? left.shift() : left[0])));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('a visit is waited for, and that is said once', async () => {
  const url = await kioskSaying({ free: false }, { free: false }, { free: true });
  let waits = 0;
  await untilFree(url, () => {
    waits += 1;
  });
  expect(waits).toBe(1);
});

test('nobody is waited for where no kiosk runs, or an older one that does not say', async () => {
  const never = () => {
    throw new Error('waited');
  };
  await untilFree('http://127.0.0.1:1/', never);
  await untilFree(await kioskSaying({ status: 'ok' }), never);
});
