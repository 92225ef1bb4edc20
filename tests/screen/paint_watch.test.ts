import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Problem } from '../../src/problem/result.ts';
import { frozenAfterMs, orderedAgainAfterMs, PaintWatch } from '../../src/screen/paintWatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const frozen = { code: 'U-614', detail: 'nothing painted' };

function watched(isExpected = false) {
  const orders: Problem[] = [];
  let changes = 0;
  const paint = new PaintWatch({ isExpected, onFrozen: (problem) => orders.push(problem) });
  paint.onChange(() => {
    changes += 1;
  });
  onTestFinished(() => paint.close());
  return { paint, orders, changes: () => changes };
}

test('a browser that paints is no trouble, one that stops is told once and ordered to start again', () => {
  const { paint, orders, changes } = watched();
  paint.came();
  for (let second = 0; second < 60; second += 2) {
    paint.painted(1);
    vi.advanceTimersByTime(2_000);
  }
  expect([paint.trouble(), orders, changes()]).toEqual([undefined, [], 0]);
  expect(paint.sincePaintedMs()).toBe(2_000);

  vi.advanceTimersByTime(frozenAfterMs);
  expect([paint.trouble(), orders, changes()]).toEqual([frozen, [frozen], 1]);
  vi.advanceTimersByTime(orderedAgainAfterMs);
  expect([orders.length, changes()]).toEqual([2, 1]);

  paint.painted(1);
  expect([paint.trouble(), changes()]).toEqual([undefined, 2]);
});

test('a line without a painted frame is no browser, and neither is one that went away', () => {
  const { paint, orders } = watched();
  vi.advanceTimersByTime(10 * orderedAgainAfterMs);
  expect(orders).toEqual([]);
  paint.came();
  // Coming again and again wins no time.
  for (let second = 0; second < 12; second += 1) {
    vi.advanceTimersByTime(1_000);
    paint.came();
  }
  expect([paint.trouble(), orders]).toEqual([frozen, [frozen]]);
});

test('where somebody starts the browser, one that never comes is ordered', () => {
  const { paint, orders } = watched(true);
  vi.advanceTimersByTime(orderedAgainAfterMs);
  expect([paint.trouble(), orders]).toEqual([frozen, [frozen]]);
});

test('a browser that takes minutes to start is given twice the time after each order, until it has painted', () => {
  const { paint, orders } = watched(true);
  // The first order, and then after one, two, four minutes.
  for (const minutes of [1, 1, 2, 4]) {
    vi.advanceTimersByTime(minutes * orderedAgainAfterMs - 1);
    const before = orders.length;
    vi.advanceTimersByTime(1);
    expect(orders.length).toBe(before + 1);
  }
  paint.painted(1);
  vi.advanceTimersByTime(frozenAfterMs);
  expect(orders.length).toBe(5);
  vi.advanceTimersByTime(orderedAgainAfterMs);
  expect(orders.length).toBe(6);
});

test('however long nothing is painted, somebody goes on ordering', () => {
  const { orders } = watched(true);
  vi.advanceTimersByTime(240 * orderedAgainAfterMs);
  // One, one, two, four, eight minutes, and every sixteen from then on.
  expect(orders.length).toBe(5 + Math.floor((240 - 16) / 16));
});

test('a zoomed page is as bad as a frozen one, until it is right again', () => {
  const { paint, orders, changes } = watched();
  const zoomed = { code: 'U-614', detail: 'zoomed' };
  paint.came();
  paint.painted(4);
  paint.painted(4);
  expect([paint.trouble(), orders, changes()]).toEqual([zoomed, [zoomed], 1]);
  paint.painted(1);
  expect([paint.trouble(), changes()]).toEqual([undefined, 2]);
});

test('a page that stays zoomed is ordered again, as often as a browser has had the time to start', () => {
  const { paint, orders, changes } = watched();
  paint.came();
  for (let waited = 0; waited <= 2 * orderedAgainAfterMs; waited += 2_000) {
    paint.painted(4);
    vi.advanceTimersByTime(2_000);
  }
  expect([orders.length, changes()]).toEqual([3, 1]);
});
