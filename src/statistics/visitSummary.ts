import { z } from 'zod';
import { problemCode } from '../problem/problemCode.ts';
import { proofMethods } from '../reception/evidence.ts';
import { subsidyAnswers } from '../reception/subsidy.ts';
import { tokens } from '../reception/token.ts';
import { visitOutcomes } from '../reception/visitOutcome.ts';
import { steps } from '../screen/view.ts';

/** By what the eligibility system was asked in this visit: the card, numbers typed at the desk, or not at all. */
export const confirmations = ['card', 'numbers', 'none'] as const;

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
