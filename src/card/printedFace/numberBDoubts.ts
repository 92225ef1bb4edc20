import { eraNames, gregorianOf } from '../../kernel/eras.ts';
import { dayInTokyo } from '../../kernel/tokyoTime.ts';
import { numberBDigits } from '../digits.ts';
import { type Implausible, whyImplausible } from './plausible.ts';

/** Why 14 digits cannot be the 照合番号B of a card that is in use. */
export type NumberBDoubt = 'not-14-digits' | 'no-such-birthdate' | Implausible;

const [asciiZero, asciiNine] = [0x30, 0x39];

/**
 * What speaks against `digits` (ASCII) being somebody's 照合番号B today; nothing where they may be sent to a card. The
 * same judge for a camera's reading and for what patient or staff typed: a slip that makes no sense costs no try.
 *
 * The number does not say which era its year belongs to, so one era that makes sense of it is enough; where none does,
 * the doubts are those of the latest era that has had such a day so far.
 */
export function doubtsAboutNumberB(digits: Uint8Array, now: Date): readonly NumberBDoubt[] {
  if (digits.length !== numberBDigits || digits.some((digit) => digit < asciiZero || digit > asciiNine))
    return ['not-14-digits'];
  // Digit by digit: a string of them could not be wiped.
  const at = (from: number, to: number) =>
    digits.subarray(from, to).reduce((value, digit) => 10 * value + digit - asciiZero, 0);
  const [year, month, day, expiryYear] = [at(0, 2), at(2, 4), at(4, 6), at(6, 10)];
  const today = dayInTokyo(now);
  const born = eraNames
    .map((era) => gregorianOf({ era, year, month, day }))
    .filter((birth) => birth !== undefined)
    .map((birth) => whyImplausible(birth, expiryYear, today));
  if (born.some((doubts) => doubts.length === 0)) return [];
  return born.findLast((doubts) => !doubts.includes('not-born-yet')) ?? born.at(-1) ?? ['no-such-birthdate'];
}
