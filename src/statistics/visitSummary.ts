import { z } from 'zod';
import { catalogue, type ProblemCode } from '../problem/catalogue.ts';
import { steps } from '../screen/view.ts';

/**
 * How a visit ended. `provisional`: recorded while eligibility could not be asked, to be reconciled later.
 * `problem`: the patient was sent to the desk with a number.
 */
export const visitOutcomes = ['done', 'provisional', 'cancelled', 'timed-out', 'problem'] as const;

/** How the patient proved who they are. `smartphone`: on the phone itself, before anything reached the kiosk. */
export const proofMethods = ['face', 'pin', 'visual', 'smartphone'] as const;

/** What was held to the reader. `phone`: the patient has not said which kind, or left before they did. */
export const tokens = ['card', 'phone', 'android', 'iphone'] as const;

/**
 * What became of the question for 医療費助成 (PMH). `no-data`: asked the system, nothing registered for this person.
 * `could-not-ask`: the system did not answer. `not-asked`: switched off here, or the visit did not get that far.
 */
export const subsidyOutcomes = ['used', 'declined', 'no-data', 'could-not-ask', 'not-asked'] as const;

/** By what the eligibility system was asked in this visit: the card, numbers typed at the desk, or not at all. */
export const confirmations = ['card', 'numbers', 'none'] as const;

export type VisitOutcome = (typeof visitOutcomes)[number];
export type ProofMethod = (typeof proofMethods)[number];
export type SubsidyOutcome = (typeof subsidyOutcomes)[number];

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
  subsidies: z.enum(subsidyOutcomes),
  faceAttempts: z.int().min(0).max(99),
  /** Whole or broken seconds; steps the visit did not reach are absent. */
  secondsByStep: z.partialRecord(z.enum(steps), z.number().min(0).max(86_400)),
  confirmation: z.enum(confirmations),
});

export type VisitSummary = Readonly<z.infer<typeof visitSummarySchema>>;
