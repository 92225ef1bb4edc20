import fastifyCookie from '@fastify/cookie';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { type SeatMemory, Seats } from '../../src/screen/seats.ts';

/** What lies on the disk, over several starts. */
function disk() {
  let kept: string | undefined;
  const memory: SeatMemory = {
    read: () => kept,
    keep: (digest) => {
      kept = digest;
    },
  };
  return { memory, kept: () => kept };
}

/** A start of the process. */
async function start(memory?: SeatMemory) {
  const seats = new Seats(['token', 'mirror'], 'screen-1', memory);
  const server = Fastify();
  await server.register(fastifyCookie);
  server.addHook('onRequest', seats.door);
  server.get('/', async () => 'the page');
  onTestFinished(() => server.close());
  const ask = async (query: string, cookie?: string) => {
    const { statusCode, cookies } = await server.inject({
      url: `/${query}`,
      ...(cookie === undefined ? {} : { cookies: { 'screen-1': cookie } }),
    });
    return { statusCode, cookie: cookies[0]?.value };
  };
  return { ask, token: `?token=${seats.tokenOf('token')}`, mirror: `?mirror=${seats.tokenOf('mirror')}` };
}

test('the browser that was let in comes back after the process died, without a token', async () => {
  const { memory, kept } = disk();
  const first = await start(memory);
  const { cookie } = await first.ask(first.token);
  expect(cookie).toMatch(/^.{32}$/);
  // Neither the cookie nor the token is what lies on the disk.
  expect(kept()).toMatch(/^[0-9a-f]{64}$/);

  const second = await start(memory);
  expect(await second.ask('', cookie)).toEqual({ statusCode: 200, cookie: undefined });
  const third = await start(memory);
  expect((await third.ask('', cookie)).statusCode).toBe(200);
});

test('nobody else comes in: no cookie, another cookie, what lies on the disk, the token of before', async () => {
  const { memory, kept } = disk();
  const first = await start(memory);
  await first.ask(first.token);
  const second = await start(memory);
  for (const [query, cookie] of [
    ['', undefined],
    ['', 'A'.repeat(32)],
    ['', ''],
    ['', kept()],
    [`?token=${kept()}`, undefined],
    [first.token, undefined],
    [first.mirror, undefined],
  ] as const) {
    expect((await second.ask(query, cookie)).statusCode).toBe(403);
  }
});

test('another browser that brings a token ends what the one before was let in by', async () => {
  const { memory } = disk();
  const first = await start(memory);
  const { cookie: before } = await first.ask(first.token);
  const second = await start(memory);
  const { cookie: after } = await second.ask(second.token);
  expect((await second.ask('', before)).statusCode).toBe(403);
  expect((await second.ask('', after)).statusCode).toBe(200);
});

test('the mirror leaves nothing behind, and without a memory a seat dies with its process', async () => {
  const { memory, kept } = disk();
  const first = await start(memory);
  expect((await first.ask(first.mirror)).cookie).toBeUndefined();
  expect(kept()).toBeUndefined();

  const forgetful = await start();
  const { cookie } = await forgetful.ask(forgetful.token);
  expect((await forgetful.ask('', cookie)).statusCode).toBe(200);
  expect((await (await start()).ask('', cookie)).statusCode).toBe(403);
});
