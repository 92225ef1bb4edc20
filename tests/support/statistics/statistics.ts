import { onTestFinished } from 'vitest';
import { type Result, unwrap } from '../../../src/problem/result.ts';
import type { ReportQuery } from '../../../src/statistics/query.ts';
import type { StatisticsReport } from '../../../src/statistics/report.ts';
import {
  openStatistics,
  readStatistics,
  type Statistics,
  type StatisticsOptions,
} from '../../../src/statistics/statistics.ts';
import type { VisitSummary } from '../../../src/statistics/visitSummary.ts';
import { temporaryFolder } from '../outbox/queue.ts';

/** Noon in Japan on that day of April 2026. */
export function april(day: number): number {
  return Date.parse('2026-04-01T12:00:00+09:00') + (day - 1) * 86_400_000;
}

/** A visit that went well. */
export function aVisit(changes: Partial<VisitSummary> = {}): VisitSummary {
  return {
    endedAt: april(1),
    outcome: 'done',
    method: 'face',
    token: 'card',
    subsidies: 'no-data',
    faceAttempts: 1,
    secondsByStep: { card: 1.2, identity: 6.5, consent: 9, check: 0.8, done: 4 },
    confirmation: 'card',
    ...changes,
  };
}

/** Counters, and the way to report on them without a thread. */
export type ReportedStatistics = Statistics & { report(query: ReportQuery): Result<StatisticsReport> };

/** Open counters, closed when the test ends. */
export function openedStatistics(options: Partial<StatisticsOptions> = {}): {
  readonly statistics: ReportedStatistics;
  readonly folder: string;
} {
  const folder = options.folder ?? temporaryFolder();
  const statistics = unwrap(openStatistics({ ...options, folder }));
  onTestFinished(() => statistics.close());
  return { statistics: { ...statistics, report: (query) => readStatistics(folder, query) }, folder };
}
