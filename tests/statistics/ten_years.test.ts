import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fillYears } from '../../scripts/bench/manyYears.ts';
import { unwrap } from '../../src/problem/result.ts';
import { readStatistics } from '../../src/statistics/statistics.ts';
import { openedStatistics } from '../support/statistics/statistics.ts';

const tenYears = { from: '2016-12-01', to: '2026-11-25', by: 'day' } as const;

test('ten years are reported on while the thread of the visits goes on', async () => {
  const { statistics, folder } = openedStatistics();
  fillYears(folder, tenYears);
  let written = false;
  const report = statistics.reports.write(tenYears, 'page').finally(() => {
    written = true;
  });
  // On this thread the report would be there at the next turn.
  let turns = 0;
  for (; !written; turns += 1) await setImmediate();
  expect(turns).toBeGreaterThan(100);
  const answer = await report;
  if (answer === 'busy') throw new Error('nobody else asks');
  const { bytes, periods } = unwrap(answer);
  expect(periods).toBe(3_647);
  expect(Buffer.from(bytes).includes('2016-12-01')).toBe(true);
});

test('what the thread writes is what the command line reports', async () => {
  const { statistics, folder } = openedStatistics();
  const month = { from: '2026-04-01', to: '2026-04-30', by: 'day' } as const;
  fillYears(folder, month);
  const written = await statistics.reports.write(month, 'json');
  const report = unwrap(readStatistics(folder, month));
  expect(report.total.visits).toBeGreaterThan(0);
  const bytes = new TextEncoder().encode(JSON.stringify({ report }));
  expect(written).toEqual({ ok: true, value: { bytes, periods: 30 } });
});

test('who comes while too many wait is told so, and waits for nothing', async () => {
  const { statistics } = openedStatistics();
  const asked = Array.from({ length: 6 }, () => statistics.reports.write(tenYears, 'csv'));
  const answers = await Promise.all(asked);
  expect(answers.map((answer) => (answer === 'busy' ? answer : answer.ok))).toEqual([
    ...Array<boolean>(4).fill(true),
    'busy',
    'busy',
  ]);
  expect(await statistics.reports.write(tenYears, 'csv')).toMatchObject({ ok: true });
});
