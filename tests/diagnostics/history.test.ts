import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allChecks } from '../../src/diagnostics/catalogue.ts';
import { type History, openHistory, readHistory } from '../../src/diagnostics/history/history.ts';
import { historyPage } from '../../src/diagnostics/history/page.ts';
import { historyPlots } from '../../src/diagnostics/history/plots.ts';
import { slopeOf, trendsIn } from '../../src/diagnostics/history/trend.ts';
import { unwrap } from '../../src/problem/result.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const day = 86_400_000;
const hour = 3_600_000;
const noon = Date.parse('2026-04-01T12:00:00+09:00');

function opened(): { readonly history: History; readonly clock: { now: number }; readonly folder: string } {
  const clock = { now: noon };
  const folder = temporaryFolder();
  const history = unwrap(openHistory({ folder, now: () => clock.now }));
  onTestFinished(() => history.close());
  return { history, clock, folder };
}

const warm = (celsius: number) => [{ id: 'temperature', values: { celsius, governor: 'schedutil', throttled: null } }];

test('numbers are kept by the day; words, names of anything else and nothing at all are not', () => {
  const { history, clock, folder } = opened();
  unwrap(history.take(warm(50)));
  unwrap(history.take(warm(60)));
  clock.now += day;
  unwrap(history.take(warm(70)));
  const [first, second] = unwrap(history.byDay('temperature.celsius', 0));
  expect(first).toMatchObject({ count: 2, mean: 55, least: 50, most: 60, sum: 110 });
  expect(second).toMatchObject({ count: 1, mean: 70 });
  expect(unwrap(history.names())).toEqual(['temperature.celsius']);
  const named = history.take([{ id: 'queue', values: { '山田 花子': 1 } }]);
  expect(named).toMatchObject({ ok: false, problem: { code: 'U-640' } });
  const beside = unwrap(readHistory({ folder, now: () => clock.now }));
  expect(unwrap(beside.byDay('temperature.celsius', 0))).toHaveLength(2);
  beside.close();
});

test('after a fortnight a day is one row, after 400 days none; nothing of a day’s numbers changes by it', () => {
  const { history, clock, folder } = opened();
  for (let at = 0; at < 30; at += 1) unwrap(history.take(warm(at)));
  for (let at = 0; at < 450; at += 1) {
    clock.now = noon + at * day;
    unwrap(history.take(warm(40)));
    clock.now += hour;
    unwrap(history.take(warm(50)));
  }
  const days = unwrap(history.byDay('temperature.celsius', 0));
  expect(days.length).toBeGreaterThanOrEqual(400);
  expect(days.length).toBeLessThanOrEqual(402);
  expect(new Set(days.map(({ count, mean, least, most }) => `${count} ${mean} ${least} ${most}`))).toEqual(
    new Set(['2 45 40 50']),
  );
  expect(statSync(join(folder, 'history.sqlite')).size).toBeLessThan(400_000);
});

test('each number that is measured takes at most 64 KiB of the disk, with 400 days and the hours of a fortnight', () => {
  const { history, clock, folder } = opened();
  const measured = 10;
  const values = Object.fromEntries(Array.from({ length: measured }, (_, at) => [`number-${at}`, at + 0.5]));
  const take = () => unwrap(history.take([{ id: 'some-check', values }]));
  for (let at = 0; at < 410; at += 1) {
    clock.now = noon + at * day;
    take();
    // Only the last fortnight has its hours still.
    for (let later = 1; at >= 395 && later < 24; later += 1) {
      clock.now += hour;
      take();
    }
  }
  history.close();
  expect(statSync(join(folder, 'history.sqlite')).size).toBeLessThan(measured * 64 * 1_024);
});

function after(days: number, celsiusOf: (at: number) => number) {
  const { history, clock } = opened();
  for (let at = 0; at < days; at += 1) {
    clock.now = noon + at * day;
    unwrap(history.take(warm(celsiusOf(at))));
  }
  return { history, trends: trendsIn(history, allChecks, clock.now), now: clock.now };
}

test('what will cross its limit is said with the days it has left, before it does', () => {
  // The limit is 85; half a degree a day, with a swing of two between the days.
  const { trends } = after(20, (at) => 70 + at * 0.5 + (at % 3));
  expect(trends).toEqual([
    expect.objectContaining({ name: 'temperature.celsius', limit: 85, unit: '℃', daysLeft: expect.any(Number) }),
  ]);
  expect(trends[0]?.daysLeft).toBeGreaterThan(5);
  expect(trends[0]?.daysLeft).toBeLessThan(15);
});

test.each<[string, number, (at: number) => number]>([
  ['that stays', 30, () => 80],
  ['that wavers', 30, (at) => 80 + ((at * 7) % 5) - 2],
  ['that cools', 30, (at) => 84 - at * 0.5],
  ['that is far off', 30, (at) => 40 + at * 0.1],
  ['of a few days', 5, (at) => 70 + at],
  ['with one bad day', 30, (at) => (at === 20 ? 84 : 60)],
])('a value %s is no trend', (_what, days, celsiusOf) => {
  expect(after(days, celsiusOf).trends).toEqual([]);
});

test('a slope is that of most pairs of days', () => {
  expect(
    slopeOf([
      [0, 1],
      [1, 3],
      [2, 5],
      [3, 90],
      [4, 9],
    ]),
  ).toBeCloseTo(2, 5);
  expect(
    slopeOf([
      [0, 1],
      [1, 9],
      [2, 1],
      [3, 9],
    ]),
  ).toBe(0);
});

test('each plot is of something that a check measures, and is on the page with a table', () => {
  const measured = allChecks.flatMap(({ id, measures }) => Object.keys(measures).map((name) => `${id}.${name}`));
  const plotted = historyPlots.flatMap(({ lines }) => lines.map(({ value }) => value));
  expect(plotted.filter((value) => !measured.includes(value))).toEqual(['kiosk.starts']);
  const { history, trends, now } = after(20, (at) => 70 + at * 0.5);
  for (const range of ['month', 'year'] as const) {
    const page = unwrap(historyPage(history, range, trends, now)).text;
    for (const { title } of historyPlots) expect(page).toContain(`<caption>${title}</caption>`);
    expect(page).toMatch(/あと<strong>\d+日<\/strong>で限度の 85 ℃/);
    expect(page).toContain('79.5 ℃');
  }
});
