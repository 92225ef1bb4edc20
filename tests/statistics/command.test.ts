import { describe, expect, test } from 'vitest';
import { statisticsCommand } from '../../src/cli/statistics/command.ts';
import { unwrap } from '../../src/problem/result.ts';
import { statisticsFolder } from '../../src/statistics/database.ts';
import { statisticsReportSchema } from '../../src/statistics/report.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { april, aVisit, openedStatistics } from '../support/statistics/statistics.ts';

describe('uketsuke statistics', () => {
  test('reports the last 31 days in words, beside the running kiosk', async () => {
    const { exitCode, out } = await run(aMonth(), 'report');
    expect(exitCode).toBe(0);
    expect(out).toContain('2026-03-31 to 2026-04-30');
    expect(out).toContain('visits      30: 20 done');
    expect(out).toContain('card use    30 of 31 confirmations = 96.8 %');
    expect(out).toContain('U-401: 10 visits ended, 0 went on');
    expect(out).toMatch(/seconds {5}identity: median \d/);
  });

  test('as JSON follows the schema of the API, by day and by month', async () => {
    const folder = aMonth();
    const daily = statisticsReportSchema.parse(JSON.parse((await run(folder, 'report', '--json')).out));
    expect(daily).toMatchObject({ from: '2026-03-31', to: '2026-04-30', by: 'day', total: { visits: 30 } });
    expect(daily.periods).toHaveLength(31);
    const monthly = await run(folder, 'report', '--by', 'month', '--json');
    const report = statisticsReportSchema.parse(JSON.parse(monthly.out));
    expect(report.periods.map(({ period }) => period).slice(-2)).toEqual(['2026-03', '2026-04']);
    expect(report).toMatchObject({ from: '2025-05-01', periods: { length: 12 }, total: { visits: 30 } });
  });

  test('as CSV: a Japanese header that spreadsheets can read, one row a period, as many cells in each', async () => {
    const { out } = await run(aMonth(), 'csv', '--from', '2026-04-01', '--to', '2026-04-03');
    expect(out.startsWith('\uFEFF期間,受付機の利用,受付完了,')).toBe(true);
    const [head = [], ...rows] = out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(rows.map(([period]) => period)).toEqual(['2026-04-01', '2026-04-02', '2026-04-03']);
    expect(new Set([head, ...rows].map(({ length }) => length)).size).toBe(1);
    const cell = (row: number, name: string) => rows[row]?.[head.indexOf(name)];
    expect(cell(0, '受付完了')).toBe('0');
    expect(cell(1, '受付完了')).toBe('1');
    expect(cell(0, 'カード利用率')).toBe('1');
    // Of a day without a completed visit there is no time to tell.
    expect(cell(0, '全体 中央値（秒）')).toBe('');
    expect(Number(cell(1, '全体 中央値（秒）'))).toBeGreaterThan(15);
  });

  test('tells wrong usage from what fails', async () => {
    const folder = aMonth();
    for (const words of [
      ['--from', '2026-02-30'],
      ['--by', 'week'],
      ['--from', '2026-04-30', '--to', '2026-04-01'],
    ]) {
      expect(await run(folder, 'report', ...words)).toMatchObject({ exitCode: 2 });
    }
    const none = await run(temporaryFolder(), 'report');
    expect(none).toMatchObject({ exitCode: 1, complaints: expect.stringContaining('U-509') });
    expect(await run(folder, '--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('csv') });
  });
});

/** A visit a day in April, every third of them in vain. */
function aMonth(): string {
  const dataFolder = temporaryFolder();
  const { statistics } = openedStatistics({ folder: statisticsFolder(dataFolder), now: () => april(15) });
  for (let day = 1; day <= 30; day += 1) {
    const inVain = day % 3 === 1 ? ({ outcome: 'problem', problem: 'U-401' } as const) : {};
    unwrap(statistics.add(aVisit({ endedAt: april(day), ...inVain })));
  }
  unwrap(statistics.addDeskConfirmation());
  return dataFolder;
}

function run(dataFolder: string, ...words: readonly string[]) {
  return ranCommand(statisticsCommand, ['statistics', ...words], {
    dataFolder: () => dataFolder,
    now: () => april(30),
  });
}
