import type { ConsentItem } from '../consent/items.ts';
import type { ConsentAnswer } from './consents.ts';

/** Why something may not be viewed. */
export type ViewingRefusal = 'not-asked' | 'refused' | 'not-obtained' | 'not-yet' | 'expired';

export type Viewing =
  | { readonly allowed: true; readonly until: string }
  | { readonly allowed: false; readonly why: ViewingRefusal };

/**
 * May this be viewed at `at` (milliseconds since the epoch)? From the very moment of the answer until, and not
 * including, the moment 24 h later.
 */
export function mayBeViewed(consents: readonly ConsentAnswer[], item: ConsentItem, at: number): Viewing {
  const answer = consents.find((each) => each.item === item);
  if (!answer) return { allowed: false, why: 'not-asked' };
  if (answer.notObtained) return { allowed: false, why: 'not-obtained' };
  if (!answer.agreed) return { allowed: false, why: 'refused' };
  if (at < Date.parse(answer.answeredAt)) return { allowed: false, why: 'not-yet' };
  return at < Date.parse(answer.validUntil)
    ? { allowed: true, until: answer.validUntil }
    : { allowed: false, why: 'expired' };
}
