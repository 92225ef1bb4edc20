import { statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, sendRaw } from '../../scripts/attack/wire.ts';
import { freePort } from '../../scripts/kiosk/freePort.ts';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import { dial, OwnLine } from '../support/kiosk/stranger.ts';

const place = new KioskPlace();
let kiosk: KioskProcess;
let ops: string;

beforeAll(async () => {
  const port = await freePort();
  ops = `http://127.0.0.1:${port}/`;
  kiosk = await place.start('--ops-port', String(port));
});
afterAll(() => place.clear());

test('presses without end close the line, are told to staff, and leave a short log', async () => {
  const { screen } = kiosk.addresses;
  const logSize = () => statSync(join(place.dataFolder, 'log', 'kiosk.log')).size;
  const before = logSize();
  const line = new OwnLine(screen);
  await expect.poll(() => line.messages.length, { timeout: 20_000 }).toBeGreaterThan(0);
  for (let press = 0; press < 20_000; press += 1) line.press(press % 2 === 0 ? 'language.en' : 'language.ja');
  expect(await line.closed).toBe(4429);
  // Everybody presses far less, and gets in again at once.
  const next = new OwnLine(screen);
  await expect.poll(() => next.messages.length, { timeout: 20_000 }).toBeGreaterThan(0);
  next.socket.close();
  expect(kiosk.log()).toContain('too many messages');
  expect(logSize() - before).toBeLessThan(256 * 1024);
});

test('connections held open on the desk keep nobody from the screen, and end by themselves', async () => {
  const { screen, desk } = kiosk.addresses;
  const held: Socket[] = Array.from({ length: 400 }, (_each, index) => dial(desk, `127.0.2.${(index % 40) + 1}`));
  for (const socket of held) socket.on('error', () => undefined);
  await delay(1_000);
  const { host } = new URL(screen);
  const answer = await sendRaw(screen, `GET /${new URL(screen).search} HTTP/1.1`, `Host: ${host}`, 'Connection: close');
  expect(answer.status).toBe(200);
  // A few more than are allowed at once are gone already; who says nothing is gone in the end.
  await expect.poll(() => held.filter((socket) => !socket.destroyed).length, { timeout: 40_000 }).toBe(0);
});

test('health and the screen answer while the desk is flooded with handshakes and requests', async () => {
  const { screen, desk } = kiosk.addresses;
  let isOver = false;
  const flood = Array.from({ length: 30 }, async (_each, number) => {
    while (!isOver) {
      const socket = connectTls({ socket: dial(desk, `127.0.6.${number + 1}`), rejectUnauthorized: false });
      socket.on('error', () => undefined);
      socket.once('secureConnect', () => socket.end('GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n'));
      await new Promise((resolve) =>
        socket
          .setTimeout(1_000, () => socket.destroy())
          .once('close', resolve)
          .resume(),
      );
    }
  });
  const answers: number[] = [];
  for (let asked = 0; asked < 10; asked += 1) {
    answers.push((await ask(new URL('/healthz', ops))).status, (await ask(screen)).status);
    await delay(200);
  }
  isOver = true;
  await Promise.all(flood);
  expect(answers).toEqual(answers.map(() => 200));
});

test('a head that comes a byte at a time is not waited for', async () => {
  const socket = dial(kiosk.addresses.screen);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.resume();
  socket.write('GET / HTTP/1.1\r\n');
  const drip = setInterval(() => socket.write('X'), 500);
  try {
    expect(await Promise.race([ended.then(() => 'ended'), delay(30_000, 'still there')])).toBe('ended');
  } finally {
    clearInterval(drip);
    socket.destroy();
  }
});
