import type { z } from 'zod';
import { isProblemCode } from '../problem/problemCode.ts';
import { proofMethods } from '../reception/evidence.ts';
import { subsidyAnswers } from '../reception/subsidy.ts';
import { tokens } from '../reception/token.ts';
import { visitOutcomes } from '../reception/visitOutcome.ts';
import type { Cell, Measure } from './cells.ts';
import { countOf, type Histogram, lowestBucket, quantile, upperBound } from './histogram.ts';
import { attemptCounts, type PeriodStatistics, periodSchema, timedSteps } from './report.ts';

/** A count of one day, as it is stored. */
export interface CountedCell extends Cell {
  readonly day: string;
  readonly count: number;
}

/** Counts of one period, added up. */
export class Tally {
  private readonly counts = new Map<Measure, Map<string, Map<number, number>>>();

  add({ measure, part, bucket, count }: CountedCell): void {
    const parts = this.counts.get(measure) ?? new Map<string, Map<number, number>>();
    const buckets = parts.get(part) ?? new Map<number, number>();
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
    this.counts.set(measure, parts.set(part, buckets));
  }

  /** What was counted in the period called `period`. */
  counted(period: string): PeriodStatistics {
    const card = this.count('confirmation', 'card');
    const numbers = this.count('confirmation', 'numbers');
    const outcomes = this.countsOf('outcome', visitOutcomes);
    // Its type names every figure of the schema: one that is counted nowhere does not compile.
    const figures: z.input<typeof periodSchema> = {
      period,
      visits: Object.values(outcomes).reduce((sum, each) => sum + each, 0),
      outcomes,
      tokens: this.countsOf('token', tokens),
      cardUse: { card, numbers, rate: card + numbers === 0 ? null : card / (card + numbers) },
      methods: this.countsOf('method', proofMethods),
      faceAttempts: this.countsOf('face-attempts', attemptCounts),
      failures: this.failures(),
      subsidies: this.countsOf('subsidy', subsidyAnswers),
      seconds: recordOf(timedSteps, (step) => timesOf(this.histogram('seconds', step))),
      queueAge: queueAgeOf(this.histogram('queue-age', 'oldest')),
    };
    return periodSchema.parse(figures);
  }

  private histogram(measure: Measure, part: string): Histogram {
    return this.counts.get(measure)?.get(part) ?? new Map();
  }

  private count(measure: Measure, part: string): number {
    return countOf(this.histogram(measure, part));
  }

  private countsOf<const Part extends string>(measure: Measure, parts: readonly Part[]): Record<Part, number> {
    return recordOf(parts, (part) => this.count(measure, part));
  }

  private failures(): PeriodStatistics['failures'] {
    const codes = ['failure', 'overcome'] as const;
    const seen = new Set(codes.flatMap((measure) => [...(this.counts.get(measure)?.keys() ?? [])]));
    return [...seen]
      .filter(isProblemCode)
      .map((problem) => ({
        problem,
        failed: this.count('failure', problem),
        overcome: this.count('overcome', problem),
      }))
      .sort(
        (one, other) =>
          other.failed - one.failed || other.overcome - one.overcome || (one.problem < other.problem ? -1 : 1),
      );
  }
}

function timesOf(histogram: Histogram): PeriodStatistics['seconds']['whole'] {
  const [median, p90] = [quantile(histogram, 0.5), quantile(histogram, 0.9)];
  return median === null || p90 === null ? null : { visits: countOf(histogram), median, p90 };
}

function queueAgeOf(histogram: Histogram): PeriodStatistics['queueAge'] {
  const [median, p90] = [quantile(histogram, 0.5), quantile(histogram, 0.9)];
  if (median === null || p90 === null) return null;
  const samples = countOf(histogram);
  const longest = Math.max(...histogram.keys());
  return {
    samples,
    emptyShare: (histogram.get(lowestBucket) ?? 0) / samples,
    median,
    p90,
    longest: longest === lowestBucket ? 0 : Math.round(upperBound(longest)),
  };
}

/** A table with an entry for each of `keys`. */
function recordOf<Key extends string, T>(keys: readonly Key[], make: (key: Key) => T): Record<Key, T> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, T>;
}
