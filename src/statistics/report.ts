import { z } from 'zod';
import { problemCode } from '../problem/problemCode.ts';
import { proofMethods } from '../reception/evidence.ts';
import { subsidyAnswers } from '../reception/subsidy.ts';
import { tokens } from '../reception/token.ts';
import { visitOutcomes } from '../reception/visitOutcome.ts';
import { steps } from '../screen/view.ts';
import { daySchema, groupings } from './calendar.ts';

/** Each step of a visit, and all of them together. */
export const timedSteps = [...steps, 'whole'] as const;
export type TimedStep = (typeof timedSteps)[number];

/** Attempts a face took; the last is that many or more. */
export const attemptCounts = ['1', '2', '3', '4'] as const;

const count = z.int().min(0);
const share = z.number().min(0).max(1).nullable();
const seconds = z.number().min(0);
const times = z.strictObject({ visits: count, median: seconds, p90: seconds });

/** The statistics of one period. */
export const periodSchema = z.strictObject({
  /** `2026-04-01` or `2026-04`; of the total, both ends: `2026-04-01/2026-04-30`. */
  period: z.string(),
  /** Visits that began at the kiosk. */
  visits: count,
  outcomes: z.record(z.enum(visitOutcomes), count),
  tokens: z.record(z.enum(tokens), count),
  cardUse: z.strictObject({
    /** Confirmations with a card or phone, and by typed numbers at the desk or the kiosk. */
    card: count,
    numbers: count,
    /** Card ÷ all confirmations; null where there were none. */
    rate: share,
  }),
  methods: z.record(z.enum(proofMethods), count),
  /** Visits by how many attempts their face took. */
  faceAttempts: z.record(z.enum(attemptCounts), count),
  /** By the number shown last, most frequent first. */
  failures: z.array(
    z.strictObject({
      problem: problemCode,
      /** Visits that ended with it. */
      failed: count,
      /** Visits that completed all the same. */
      overcome: count,
    }),
  ),
  subsidies: z.record(z.enum(subsidyAnswers), count),
  /** Seconds of visits that completed; null where none did. */
  seconds: z.record(z.enum(timedSteps), times.nullable()),
  /** Age in seconds of the oldest delivery that was not through, over all samples; null where none was taken. */
  queueAge: z
    .strictObject({ samples: count, emptyShare: z.number(), median: seconds, p90: seconds, longest: seconds })
    .nullable(),
});

/** The clinic's statistics, as the API gives them. Nothing in them points to a person. */
export const statisticsReportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Days, both included. */
  from: daySchema,
  to: daySchema,
  by: z.enum(groupings),
  timeZone: z.string(),
  /** One entry for every period of the range, also where nothing happened. */
  periods: z.array(periodSchema),
  total: periodSchema,
});

export type StatisticsReport = Readonly<z.infer<typeof statisticsReportSchema>>;
export type PeriodStatistics = Readonly<z.infer<typeof periodSchema>>;
