import { z } from 'zod';
import { catalogue, type ProblemCode } from '../problem/catalogue.ts';
import { proofMethods } from '../reception/evidence.ts';
import { subsidyAnswers } from '../reception/subsidy.ts';
import { tokens } from '../reception/token.ts';
import { steps } from '../screen/view.ts';

/**
 * How a visit ended. `provisional`: recorded while eligibility could not be asked, to be reconciled later.
 * `problem`: the patient was sent to the desk with a number.
 */
export const visitOutcomes = ['done', 'provisional', 'cancelled', 'timed-out', 'problem'] as const;

/** By what the eligibility system was asked in this visit: the card, numbers typed at the desk, or not at all. */
export const confirmations = ['card', 'numbers', 'none'] as const;

export type VisitOutcome = (typeof visitOutcomes)[number];

/** Whether `text` is a number of the catalogue. */
export function isProblemCode(text: unknown): text is ProblemCode {
  return typeof text === 'string' && Object.hasOwn(catalogue, text);
}

/** A number of the catalogue of problems. */
export const problemCode = z
  .custom<ProblemCode>(isProblemCode, { error: 'not a number of the catalogue' })
  .describe('number of the catalogue (U-nnn)');

/** Everything the statistics want to know of one visit, made once, at its end. Nothing in it points to a person. */
export const visitSummarySchema = z.strictObject({
  /** Milliseconds since the epoch. */
  endedAt: z.int(),
  outcome: z.enum(visitOutcomes),
  /** What the patient was shown last, where something went wrong. */
  problem: problemCode.optional(),
  /** Absent where identity was not proven. */
  method: z.enum(proofMethods).optional(),
  token: z.enum(tokens),
  subsidies: z.enum(subsidyAnswers),
  faceAttempts: z.int().min(0).max(99),
  /** Whole or broken seconds; steps the visit did not reach are absent. */
  secondsByStep: z.partialRecord(z.enum(steps), z.number().min(0).max(86_400)),
  confirmation: z.enum(confirmations),
});

export type VisitSummary = Readonly<z.infer<typeof visitSummarySchema>>;
