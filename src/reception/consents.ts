import type { ConsentItem, ConsentKinds } from '../consent/items.ts';

/** The words a question was asked in. */
export interface ConsentWording {
  /** Version of the sentences shown: `consentWordingVersion` of that day. */
  readonly version: string;
  readonly kinds: ConsentKinds;
  /** Language on the screen, ISO 639-1. */
  readonly language: string;
}

/** Who pressed the answer: the patient, or a staff member on the patient's spoken word. */
export type GivenBy = { readonly by: 'patient' } | { readonly by: 'staff'; readonly staff: string };

/** One answer of the patient, with its own time. */
export interface ConsentAnswer {
  readonly item: ConsentItem;
  readonly agreed: boolean;
  /** When it was given, ISO 8601. */
  readonly answeredAt: string;
  /** Until when it may be used, ISO 8601: exactly 24 h after `answeredAt`, in this institution only. */
  readonly validUntil: string;
  readonly givenBy: GivenBy;
  readonly wording: ConsentWording;
  /** Emergency only: nobody could be asked. `agreed` is false then, and this is not a refusal (flag 3). */
  readonly notObtained?: true;
  /** Set on delivery when `validUntil` is past: what was agreed may no longer be used (flag 2). */
  readonly expired?: true;
}

/** What an answer is given in, beside the answer itself. */
export interface ConsentCircumstances {
  readonly givenBy: GivenBy;
  readonly wording: ConsentWording;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const dayMs = 24 * 60 * 60 * 1000;

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
    validUntil: new Date(now + dayMs).toISOString(),
    givenBy,
    wording,
  };
}
