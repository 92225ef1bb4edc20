import { compareDays, yearsBetween } from '../../kernel/calendar.ts';
import type { CalendarDay } from '../../kernel/tokyoTime.ts';

/** Why a birth date and an expiry year cannot be those of one card that is in use. */
export type Implausible = 'not-born-yet' | 'too-old' | 'expired' | 'expires-too-late';

/** The oldest person of Japan so far lived 119 years. */
const oldestAge = 120;
/** A card lasts to the tenth birthday after it was issued, that of a minor to the fifth. */
const birthdays = { adult: 10, minor: 5 } as const;
/** Of age since 2022-04-01; the older limit of 20 makes nobody's card last longer. */
const adultAge = 18;
/** A reader may still meet a card this many months after its end: the certificates on it have a time of grace. */
const graceMonths = 4;

/**
 * What speaks against `birth` and `expiryYear` standing on one card, `today` in Tokyo. Cards of foreign residents may end
 * before the birthdays are over, so only a card that lasts longer than it can is a contradiction.
 */
export function whyImplausible(birth: CalendarDay, expiryYear: number, today: CalendarDay): readonly Implausible[] {
  if (compareDays(birth, today) > 0) return ['not-born-yet'];
  const age = yearsBetween(birth, today);
  const reasons: Implausible[] = [];
  if (age > oldestAge) reasons.push('too-old');
  const earliest = today.month > graceMonths ? today.year : today.year - 1;
  if (expiryYear < earliest) reasons.push('expired');
  // Issued today: the birthdays that follow are those after birth + age.
  const latest = birth.year + age + (age >= adultAge ? birthdays.adult : birthdays.minor);
  if (expiryYear > latest) reasons.push('expires-too-late');
  return reasons;
}
