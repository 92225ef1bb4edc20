import type { ConsentItem } from '../consent/items.ts';
import type { Withholding } from './consents.ts';
import type { Reception } from './reception.ts';
import { validityRules } from './validity.ts';

/** Why something may not be viewed. */
export type ViewingRefusal = 'not-asked' | 'refused' | 'not-obtained' | Withholding | 'not-yet' | 'expired';

export type Viewing =
  | { readonly allowed: true; readonly until: string }
  | { readonly allowed: false; readonly why: ViewingRefusal };

/** What of a reception decides. */
export type Viewed = Pick<Reception, 'consents' | 'link' | 'eligibility' | 'token'>;

/**
 * May this be viewed at `at` (milliseconds since the epoch)? The one rule for desk, programs and sinks (`asOf`). From
 * the very moment of the answer until, and not including, the moment 24 h later; and never where the reception itself
 * forbids it.
 */
export function mayBeViewed(reception: Viewed, item: ConsentItem, at: number): Viewing {
  const answer = reception.consents.find((each) => each.item === item);
  if (!answer) return { allowed: false, why: 'not-asked' };
  if (answer.notObtained) return { allowed: false, why: 'not-obtained' };
  if (answer.withheld) return { allowed: false, why: answer.withheld };
  if (!answer.agreed) return { allowed: false, why: 'refused' };
  const withheld = withholding(reception);
  if (withheld) return { allowed: false, why: withheld };
  if (at < Date.parse(answer.answeredAt)) return { allowed: false, why: 'not-yet' };
  return !answer.expired && at < Date.parse(answer.validUntil)
    ? { allowed: true, until: answer.validUntil }
    : { allowed: false, why: 'expired' };
}

/**
 * What keeps everything closed, whatever the patient agreed to. An insurance that could not be asked about yet keeps
 * nothing closed: after a disaster it is just then that somebody has to look.
 */
export function withholding({ link, eligibility, token }: Omit<Viewed, 'consents'>): Withholding | undefined {
  if (link.kind === 'mismatch') return 'another-person';
  if (eligibility && !validityRules[eligibility.validity].isInsured) return 'not-insured';
  const { certificateClass } = token;
  const isGood = certificateClass === null || certificateClass === 'valid' || certificateClass === 'expiring';
  return isGood ? undefined : 'certificate-over';
}
