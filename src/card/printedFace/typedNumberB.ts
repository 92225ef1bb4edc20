import { type CalendarDay, dayInTokyo, exists } from './calendar.ts';
import { type EraDate, eraDateOf, gregorianOf } from './eraDate.ts';
import { numberBDigits } from './numberBDigits.ts';
import { type Implausible, whyImplausible } from './plausible.ts';

/** What somebody typed off the front of a card. */
export interface TypedFace {
  /** Era date as printed, or Gregorian. */
  readonly birthdate: EraDate | CalendarDay;
  /** Gregorian year of the end of validity. */
  readonly expiryYear: number;
  /** The four digits below the photo. */
  readonly securityCode: string;
}

/** Why what was typed cannot be on a card; whoever typed it is told which field to look at again. */
export type TypedDoubt = 'no-such-birthdate' | 'code-is-not-four-digits' | Implausible;

export type TypedNumberB =
  | { readonly ok: true; readonly number: Uint8Array }
  | { readonly ok: false; readonly doubts: readonly TypedDoubt[] };

/**
 * 照合番号B (14 ASCII digits, the caller zeroes them) from what was typed, or all that speaks against it. A slip of the
 * finger that makes no sense is caught here and costs the card no try.
 */
export function typedNumberB({ birthdate, expiryYear, securityCode }: TypedFace, now: Date): TypedNumberB {
  const isEra = 'era' in birthdate;
  const day = isEra ? gregorianOf(birthdate) : birthdate;
  const inEra = isEra ? birthdate : eraDateOf(birthdate);
  const codeIsGood = /^[0-9]{4}$/.test(securityCode);
  const doubts: TypedDoubt[] = codeIsGood ? [] : ['code-is-not-four-digits'];
  if (!day || !inEra || !exists(day)) return { ok: false, doubts: ['no-such-birthdate', ...doubts] };
  doubts.unshift(...whyImplausible(day, expiryYear, dayInTokyo(now)));
  if (doubts.length > 0) return { ok: false, doubts };
  const { year: yearOfEra, month, day: dayOfMonth } = inEra;
  return { ok: true, number: numberBDigits({ yearOfEra, month, day: dayOfMonth, expiryYear, securityCode }) };
}
