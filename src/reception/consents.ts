import { z } from 'zod';
import { type ConsentItem, consentItems, consentKinds } from '../consent/items.ts';
import type { DeepReadonly } from '../kernel/deepReadonly.ts';
import { day } from '../kernel/durations.ts';

const time = z.iso.datetime();

/** Who pressed the answer: the patient, or a staff member on the patient's spoken word. */
const givenBySchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('patient') }),
  z.object({ by: z.literal('staff'), staff: z.string() }),
]);

/** The words a question was asked in. */
const wordingSchema = z.object({
  /** Version of the sentences shown: `consentWordingVersion` of that day. */
  version: z.string(),
  kinds: z.enum(consentKinds),
  /** Language on the screen, ISO 639-1. */
  language: z.string(),
});

/**
 * Why nothing that was agreed to may be looked at. `another-person`: card and answer differ, so the record may be
 * somebody else's. `not-insured`: no insurance in force was found. `certificate-over`: expired, good for the insurance
 * alone.
 */
export const withholdings = ['another-person', 'not-insured', 'certificate-over'] as const;
export type Withholding = (typeof withholdings)[number];

/** One answer of the patient, with its own time. */
export const consentAnswerSchema = z.object({
  item: z.enum(consentItems),
  agreed: z.boolean(),
  /** When it was given. */
  answeredAt: time,
  /** Until when it may be used: exactly 24 h after `answeredAt`, in this institution only. */
  validUntil: time,
  givenBy: givenBySchema,
  wording: wordingSchema,
  /** Emergency only: nobody could be asked. `agreed` is false then, and this is not a refusal (flag 3). */
  notObtained: z.literal(true).exactOptional(),
  /** Set on delivery when `validUntil` is past: what was agreed may no longer be used (flag 2). */
  expired: z.literal(true).exactOptional(),
  /** Set on delivery where nothing may be viewed all the same. `agreed` is false then, and this is not a refusal. */
  withheld: z.enum(withholdings).exactOptional(),
});

export type GivenBy = DeepReadonly<z.infer<typeof givenBySchema>>;
export type ConsentWording = DeepReadonly<z.infer<typeof wordingSchema>>;
export type ConsentAnswer = DeepReadonly<z.infer<typeof consentAnswerSchema>>;

/** What an answer is given in, beside the answer itself. */
export interface ConsentCircumstances {
  readonly givenBy: GivenBy;
  readonly wording: ConsentWording;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The record of one answer. */
export function consentAnswer(
  item: ConsentItem,
  agreed: boolean,
  { givenBy, wording, now }: ConsentCircumstances,
): ConsentAnswer {
  return {
    item,
    agreed,
    answeredAt: new Date(now).toISOString(),
    validUntil: new Date(now + day).toISOString(),
    givenBy,
    wording,
  };
}
