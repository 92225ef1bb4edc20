/** What a patient may share: 手術情報, 診療・薬剤情報 (asked as two), 特定健診情報. Ids are part of the screen contract. */
export const consentItems = ['surgery', 'medication', 'diagnosis', 'checkup'] as const;

export type ConsentItem = (typeof consentItems)[number];

/** One answer of the patient, with its own time. */
export interface ConsentAnswer {
  readonly item: ConsentItem;
  readonly agreed: boolean;
  /** When it was given, ISO 8601. */
  readonly answeredAt: string;
  /** Until when it may be used, ISO 8601: exactly 24 h after `answeredAt`, in this institution only. */
  readonly validUntil: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The record of one answer given at `now` (milliseconds since the epoch). */
export function consentAnswer(item: ConsentItem, agreed: boolean, now: number): ConsentAnswer {
  return {
    item,
    agreed,
    answeredAt: new Date(now).toISOString(),
    validUntil: new Date(now + dayMs).toISOString(),
  };
}
