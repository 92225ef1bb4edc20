import { onTestFinished } from 'vitest';
import { unwrap } from '../../../src/problem/result.ts';
import { openStatistics, type Statistics, type StatisticsOptions } from '../../../src/statistics/statistics.ts';
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

/** Open counters, closed when the test ends. */
export function openedStatistics(options: Partial<StatisticsOptions> = {}): {
  readonly statistics: Statistics;
  readonly folder: string;
} {
  const folder = options.folder ?? temporaryFolder();
  const statistics = unwrap(openStatistics({ ...options, folder }));
  onTestFinished(() => statistics.close());
  return { statistics, folder };
}
