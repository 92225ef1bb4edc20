import { createServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import timers from 'node:timers';
import { afterEach, expect, test } from 'vitest';
import { moveTime } from '../../scripts/soak/inside/movedTime.ts';
import { day, hour, minute } from '../../src/kernel/durations.ts';

const names = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] as const;
const before = {
  Date: globalThis.Date,
  timers: Object.fromEntries(names.map((name) => [name, globalThis[name]])),
  passing: performance.now,
};

afterEach(() => {
  globalThis.Date = before.Date;
  Object.assign(globalThis, before.timers);
  Object.assign(timers, before.timers);
  syncBuiltinESMExports();
  Object.defineProperty(performance, 'now', { value: before.passing, configurable: true, writable: true });
});

function movedOn() {
  return moveTime(new Float64Array(new SharedArrayBuffer(8)));
}

test('a day passes in a moment: both clocks, and what was to happen every hour', async () => {
  const [wall, passing] = [Date.now(), performance.now()];
  const time = movedOn();
  let hours = 0;
  let nextDay = 0;
  const hourly = setInterval(() => {
    hours += 1;
  }, hour);
  setTimeout(() => {
    nextDay += 1;
  }, day - minute);
  const cancelled = setTimeout(() => expect.unreachable(), minute);
  clearTimeout(cancelled);
  await time.pass(day, 24);
  clearInterval(hourly);
  await time.pass(day, 2);
  expect({ hours, nextDay }).toEqual({ hours: 24, nextDay: 1 });
  for (const passed of [Date.now() - wall, Date.parse(new Date().toISOString()) - wall, performance.now() - passing]) {
    expect(Math.abs(passed - 2 * day)).toBeLessThan(minute);
  }
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
});

test('servers of the process tell its date', async () => {
  const time = movedOn();
  await time.pass(400 * day, 2);
  const server = createServer((_request, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  server.close();
  expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - time.now())).toBeLessThan(minute);
});
