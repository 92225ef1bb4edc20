import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type Stall, watchLoop } from '../../src/kernel/loopWatch.ts';

function watched(): readonly Stall[] {
  const stalls: Stall[] = [];
  onTestFinished(watchLoop({ fromMs: 50, onStall: (stall) => stalls.push(stall) }));
  return stalls;
}

const longestWait = (stalls: readonly Stall[]): number => Math.max(0, ...stalls.map(({ waitedMs }) => waitedMs));

test('a wait that holds the loop up is told as one', async () => {
  const stalls = watched();
  await sleep(60);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
  await sleep(60);
  expect(longestWait(stalls)).toBeGreaterThan(250);
});

test('computing holds the loop up as well, and is no wait', async () => {
  const stalls = watched();
  await sleep(60);
  const until = performance.now() + 400;
  let sum = 0;
  while (performance.now() < until) sum += Math.sqrt(sum + 1);
  await sleep(60);
  expect(Math.max(...stalls.map(({ ms }) => ms))).toBeGreaterThan(300);
  expect(longestWait(stalls)).toBeLessThan(150);
});
