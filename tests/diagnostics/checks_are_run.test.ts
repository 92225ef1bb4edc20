import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Check, check, fine } from '../../src/diagnostics/check.ts';
import { type CheckStep, runChecks } from '../../src/diagnostics/runChecks.ts';
import type { Part } from '../../src/diagnostics/words.ts';

const ports = { machine: '/' };
const never = new AbortController().signal;
const fault = {
  number: 'U-612',
  severity: 'warning',
  symptom: 'slow',
  part: 'disk',
  says: '遅い',
  next: '確認する',
} as const;

function plan(id: string, run: Check['run'], more: { limitMs?: number; alone?: readonly Part[]; inQuiet?: true } = {}) {
  const measures = { speed: { says: '速さ', unit: 'ms', most: 10, beyond: 'slow' } } as const;
  const faults = { slow: fault, broken: fault };
  const about = { title: id, proves: '', needs: ['machine'], limitMs: 1_000, measures, faults } as const;
  return check({
    id,
    ...about,
    ...more,
    run: (given, signal) => run(given, signal) as Promise<ReturnType<typeof fine>>,
  });
}

const ran = (checks: readonly Check[], more: object = {}) => runChecks({ checks, ports, signal: never, ...more });

test('one that hangs ends at its own limit, and the others are heard', async () => {
  const hanging = plan('hanging', () => new Promise(() => undefined), { limitMs: 50 });
  const { findings, checks } = await ran([hanging, plan('quick', async () => fine({ speed: 3 }))]);
  expect(findings.map(({ id, number }) => [id, number])).toEqual([['hanging.unfinished', 'U-613']]);
  expect(checks.map(({ id, ok }) => [id, ok])).toEqual([
    ['hanging', false],
    ['quick', true],
  ]);
});

test('one that throws is a finding and told as a bug; the kiosk goes on', async () => {
  const bugs: unknown[] = [];
  const onBug = (id: string, error: unknown) => bugs.push([id, String(error)]);
  const { findings } = await ran([plan('bad', () => Promise.reject(new Error('a bug')))], { onBug });
  expect(findings.map(({ id }) => id)).toEqual(['bad.broken']);
  expect(bugs).toEqual([['bad', 'Error: a bug']]);
});

test('as many as there are listen to one signal, and nothing is warned of', async () => {
  const warned: Error[] = [];
  const hear = (warning: Error) => void warned.push(warning);
  process.on('warning', hear);
  await ran(Array.from({ length: 30 }, (_, at) => plan(`check-${at}`, async () => fine({ speed: 3 }))));
  await delay(1);
  process.off('warning', hear);
  expect(warned).toEqual([]);
});

test('a value beyond its limit is its fault, said once, with value and limit', async () => {
  const values = { speed: 30, 'other.speed': 40, fine: 900 };
  const { findings } = await ran([plan('disk', async () => fine(values))]);
  expect(findings).toEqual([
    { id: 'disk.slow', number: 'U-612', severity: 'warning', says: '遅い（速さ 30 ms、上限 10）', next: '確認する' },
  ]);
});

test('those that would disturb each other go one after the other, the rest side by side, the quiet one first', async () => {
  const order: string[] = [];
  const slow = (id: string) => async () => {
    order.push(`+${id}`);
    await delay(30);
    order.push(`-${id}`);
    return fine();
  };
  await ran([
    plan('a', slow('a'), { alone: ['reader'] }),
    plan('b', slow('b'), { alone: ['reader'] }),
    plan('c', slow('c')),
    plan('q', slow('q'), { inQuiet: true }),
  ]);
  expect(order.slice(0, 2)).toEqual(['+q', '-q']);
  expect(order.indexOf('-a')).toBeLessThan(order.indexOf('+b'));
  expect(order.indexOf('+c')).toBeLessThan(order.indexOf('-a'));
});

test('what is not there for a check is said, and each step is told', async () => {
  const steps: CheckStep[] = [];
  const one = plan('one', async () => fine());
  const { skipped, checks, ok } = await runChecks({
    checks: [one],
    ports: {},
    signal: never,
    onStep: (step) => steps.push(step),
  });
  expect({ skipped, checks, ok, steps }).toEqual({
    skipped: [{ id: 'one', needs: ['machine'] }],
    checks: [],
    ok: true,
    steps: [],
  });
  await ran([one], { onStep: (step: CheckStep) => steps.push(step) });
  expect(steps.map(({ kind }) => kind)).toEqual(['begun', 'ended']);
});
