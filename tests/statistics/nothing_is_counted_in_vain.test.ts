import { expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { cellsOf, measures, queueAgeCell } from '../../src/statistics/cells.ts';
import { type PeriodStatistics, periodSchema } from '../../src/statistics/report.ts';
import type { VisitSummary } from '../../src/statistics/visitSummary.ts';
import { april, aVisit, openedStatistics } from '../support/statistics/statistics.ts';

/** A visit that differs from the usual one in everything that is known of it. */
const different: Required<VisitSummary> = {
  endedAt: april(2),
  outcome: 'cancelled',
  problem: 'U-401',
  method: 'pin',
  token: 'phone',
  subsidies: 'used',
  faceAttempts: 2,
  secondsByStep: { card: 60 },
  confirmation: 'numbers',
};

/** The usual visit, with one thing different. */
const changes = Object.entries(different).map(([field, value]): readonly [string, VisitSummary] => [
  field,
  { ...aVisit(), [field]: value },
]);
const visits = [aVisit(), different, ...changes.map(([, visit]) => visit)];

test.each(changes)('what is known of a visit is counted: %s', (_field, visit) => {
  expect(daysWith([visit])).not.toEqual(daysWith([aVisit()]));
});

test.each(measures)('what is counted is added to: %s', (measure) => {
  const cells = [...visits.flatMap(cellsOf), queueAgeCell(60)];
  expect(cells.map((cell) => cell.measure)).toContain(measure);
});

test.each(periodSchema.omit({ period: true }).keyof().options)('what is counted is in a report: %s', (figure) => {
  const [counted, quiet] = [daysWith(visits), daysWith([])].map((days) => days.map((day) => day[figure]));
  expect(counted).not.toEqual(quiet);
});

/** The first days of April with these visits, and a look at the queue after each. */
function daysWith(summaries: readonly VisitSummary[]): readonly PeriodStatistics[] {
  const { statistics } = openedStatistics({ now: () => april(1) });
  for (const summary of summaries) {
    unwrap(statistics.add(summary));
    unwrap(statistics.queueAge({ oldestAt: april(1) - 60_000 }));
  }
  return unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-02', by: 'day' })).periods;
}
