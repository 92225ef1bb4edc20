import { bucketOf } from './histogram.ts';
import type { VisitSummary } from './visitSummary.ts';

/** What is counted. Words are stored: a name is never used again for something else. */
export const measures = [
  'outcome',
  'method',
  'token',
  'subsidy',
  'confirmation',
  /** Visits by how many attempts their face took; `4` is four or more. */
  'face-attempts',
  /** Number shown last in visits that did not complete, and in those that completed all the same. */
  'failure',
  'overcome',
  /** Histogram by step, of visits that completed; `whole` is all of their steps together. */
  'seconds',
  /** Histogram of the age of the oldest delivery that is not through; sampled. */
  'queue-age',
] as const;

export type Measure = (typeof measures)[number];

/** One count of one day. */
export interface Cell {
  readonly measure: Measure;
  /** One word of a closed list, which one depends on the measure. */
  readonly part: string;
  /** Of a histogram; 0 elsewhere. */
  readonly bucket: number;
}

/** Attempts from here on are counted together. */
export const mostAttempts = 4;

/** One count of a measure that is known. */
type Count = Omit<Cell, 'measure'>;

/** What one visit adds to each measure: one that is declared and to which nobody adds does not compile. */
const addedBy: Readonly<Record<Measure, (visit: VisitSummary) => readonly Count[]>> = {
  outcome: ({ outcome }) => [plain(outcome)],
  method: ({ method }) => (method === undefined ? [] : [plain(method)]),
  token: ({ token }) => [plain(token)],
  subsidy: ({ subsidies }) => [plain(subsidies)],
  confirmation: ({ confirmation }) => [plain(confirmation)],
  'face-attempts': ({ faceAttempts }) => (faceAttempts === 0 ? [] : [plain(`${Math.min(faceAttempts, mostAttempts)}`)]),
  failure: (visit) => (isCompleted(visit) ? [] : problemOf(visit)),
  overcome: (visit) => (isCompleted(visit) ? problemOf(visit) : []),
  // A visit that was given up says nothing about how long one takes.
  seconds: (visit) => (isCompleted(visit) ? secondsOf(visit) : []),
  // Sampled, see queueAgeCell: no visit adds to it.
  'queue-age': () => [],
};

/** What one visit adds 1 to. After this nothing of it belongs together any more. */
export function cellsOf(visit: VisitSummary): readonly Cell[] {
  return measures.flatMap((measure) => addedBy[measure](visit).map((count) => ({ measure, ...count })));
}

/** @param seconds age of the oldest; 0 where nothing waits. */
export function queueAgeCell(seconds: number): Cell {
  return { measure: 'queue-age', part: 'oldest', bucket: bucketOf(seconds) };
}

function isCompleted({ outcome }: VisitSummary): boolean {
  return outcome === 'done' || outcome === 'provisional';
}

function problemOf({ problem }: VisitSummary): readonly Count[] {
  return problem === undefined ? [] : [plain(problem)];
}

function secondsOf({ secondsByStep }: VisitSummary): readonly Count[] {
  const steps = Object.entries(secondsByStep);
  if (steps.length === 0) return [];
  const whole = steps.reduce((sum, [, each]) => sum + each, 0);
  return [...steps, ['whole', whole] as const].map(([part, seconds]) => ({ part, bucket: bucketOf(seconds) }));
}

function plain(part: string): Count {
  return { part, bucket: 0 };
}
