import { expect, onTestFinished, test, vi } from 'vitest';
import { type Check, check, fine } from '../../src/diagnostics/check.ts';
import { SelfTest, type SelfTestOptions } from '../../src/diagnostics/selfTest.ts';

/** A morning in Tokyo. */
const sevenOClock = Date.parse('2026-04-01T07:00:00+09:00');
const minute = 60_000;

/** A check that finds something as long as `isIll` says so. */
function thing(isIll: () => boolean, mending?: Check['mending']): Check {
  return check({
    id: 'thing',
    title: 'もの',
    proves: '',
    needs: ['machine'],
    limitMs: 1_000,
    measures: {},
    faults: {
      ill: { number: 'U-612', severity: 'warning', symptom: 'slow', part: 'disk', says: '悪い', next: '直す' },
    },
    ...(mending ? { mending } : {}),
    run: () => (isIll() ? { values: {}, found: [{ fault: 'ill' }] } : fine()),
  });
}

function selfTest(checks: readonly Check[], more: Partial<SelfTestOptions> = {}) {
  const clock = { now: sevenOClock };
  const test = new SelfTest({
    checks,
    ports: () => ({ machine: '/' }),
    now: () => clock.now,
    isFree: () => true,
    daily: '07:30',
    delays: { afterStart: 1, beforeMending: 1, look: 2 },
    ...more,
  });
  const results: unknown[] = [];
  test.onResult(() => results.push(test.last()));
  onTestFinished(() => test.close());
  return { test, clock, results };
}

test('a kiosk tests itself after a start, and once each morning', async () => {
  const { test: one, clock, results } = selfTest([thing(() => false)]);
  one.begin();
  await vi.waitFor(() => expect(results).toHaveLength(1));
  expect(one.last()).toMatchObject({ at: sevenOClock, report: { ok: true }, mended: [] });
  clock.now += 31 * minute;
  await vi.waitFor(() => expect(results).toHaveLength(2));
  clock.now += 60 * minute;
  await vi.waitFor(() => expect(one.last()?.at).toBe(sevenOClock + 31 * minute));
  clock.now += 24 * 60 * minute;
  await vi.waitFor(() => expect(results).toHaveLength(3));
});

test('nobody’s visit is disturbed: it waits until they are gone', async () => {
  const visit = { isOver: false };
  const { test: one, results } = selfTest([thing(() => false)], { isFree: () => visit.isOver });
  one.begin();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(results).toEqual([]);
  visit.isOver = true;
  await vi.waitFor(() => expect(results).toHaveLength(1));
});

test('what can be mended is tried once, then it is said', async () => {
  const state = { isIll: true, tried: 0 };
  const act = async (): Promise<void> => {
    state.tried += 1;
    state.isIll = false;
  };
  const { test: one, results } = selfTest([thing(() => state.isIll, { says: '直す', act })]);
  one.begin();
  await vi.waitFor(() => expect(results).toHaveLength(2));
  expect(one.last()).toMatchObject({ report: { ok: true, findings: [] }, mended: ['もの'] });
  expect({ tried: state.tried, codes: one.codes() }).toEqual({ tried: 1, codes: [] });
});

test('what stays is told with its number, and was tried once only', async () => {
  let tried = 0;
  const act = async (): Promise<void> => {
    tried += 1;
  };
  const { test: one, results } = selfTest([thing(() => true, { says: '直す', act })]);
  one.begin();
  await vi.waitFor(() => expect(results).toHaveLength(2));
  expect(one.last()).toMatchObject({ report: { findings: [{ id: 'thing.ill', number: 'U-612' }] }, mended: [] });
  expect({ tried, codes: one.codes() }).toEqual({ tried: 1, codes: ['U-612'] });
});

test('whoever asks for all of it makes a newer result; whoever asks for some does not', async () => {
  const state = { isIll: true };
  const { test: one } = selfTest([thing(() => state.isIll)]);
  const never = new AbortController().signal;
  await one.ask(undefined, never, () => undefined);
  expect(one.codes()).toEqual(['U-612']);
  state.isIll = false;
  await one.ask(['thing'], never, () => undefined);
  expect(one.codes()).toEqual(['U-612']);
  await one.ask(undefined, never, () => undefined);
  expect(one.codes()).toEqual([]);
});
