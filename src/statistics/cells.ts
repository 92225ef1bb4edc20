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

/** What one visit adds 1 to. After this nothing of it belongs together any more. */
export function cellsOf(visit: VisitSummary): readonly Cell[] {
  const { outcome, problem, method, token, subsidies, faceAttempts, secondsByStep, confirmation } = visit;
  const completed = outcome === 'done' || outcome === 'provisional';
  const seconds = Object.entries(secondsByStep);
  const whole = seconds.reduce((sum, [, each]) => sum + each, 0);
  return [
    plain('outcome', outcome),
    plain('token', token),
    plain('subsidy', subsidies),
    plain('confirmation', confirmation),
    ...(method === undefined ? [] : [plain('method', method)]),
    ...(faceAttempts === 0 ? [] : [plain('face-attempts', `${Math.min(faceAttempts, mostAttempts)}`)]),
    ...(problem === undefined ? [] : [plain(completed ? 'overcome' : 'failure', problem)]),
    // A visit that was given up says nothing about how long one takes.
    ...(completed && seconds.length > 0 ? [...seconds, ['whole', whole] as const].map(secondsCell) : []),
  ];
}

/** @param seconds age of the oldest; 0 where nothing waits. */
export function queueAgeCell(seconds: number): Cell {
  return { measure: 'queue-age', part: 'oldest', bucket: bucketOf(seconds) };
}

function plain(measure: Measure, part: string): Cell {
  return { measure, part, bucket: 0 };
}

function secondsCell([step, seconds]: readonly [string, number]): Cell {
  return { measure: 'seconds', part: step, bucket: bucketOf(seconds) };
}
