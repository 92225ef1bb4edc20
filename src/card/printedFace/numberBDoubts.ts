import { dayInTokyo } from '../../kernel/tokyoTime.ts';
import { type BirthReading, numberBDigits } from '../digits.ts';
import { birthCandidates } from '../numberBNotation.ts';
import { type Implausible, whyImplausible } from './plausible.ts';

/** Why 14 digits cannot be the 照合番号B of a card that is in use. */
export type NumberBDoubt = 'not-14-digits' | 'no-such-birthdate' | Implausible;

const [asciiZero, asciiNine] = [0x30, 0x39];

/**
 * What speaks against `digits` (ASCII) being somebody's 照合番号B today; nothing where they may be sent to a card. The
 * same judge for a camera's reading and for what patient or staff typed: a slip that makes no sense costs no try.
 *
 * The number does not say how its year is counted, so one way that makes sense of it is enough; where none does, the
 * doubts are those of the latest birth that has been so far.
 */
export function doubtsAboutNumberB(digits: Uint8Array, now: Date): readonly NumberBDoubt[] {
  if (!isNumber(digits)) return ['not-14-digits'];
  const born = judged(digits, now).map(({ doubts }) => doubts);
  if (born.some((doubts) => doubts.length === 0)) return [];
  return born.findLast((doubts) => !doubts.includes('not-born-yet')) ?? born.at(-1) ?? ['no-such-birthdate'];
}

/** The birth dates that `digits` may mean today; none where {@link doubtsAboutNumberB} has something against them. */
export function birthsBeyondDoubt(digits: Uint8Array, now: Date): readonly BirthReading[] {
  if (!isNumber(digits)) return [];
  return judged(digits, now).flatMap(({ reading, doubts }) => (doubts.length === 0 ? [reading] : []));
}

function judged(digits: Uint8Array, now: Date) {
  const expiryYear = digits.subarray(6, 10).reduce((value, digit) => 10 * value + digit - asciiZero, 0);
  const today = dayInTokyo(now);
  return birthCandidates(digits).map(({ reading, born }) => ({
    reading,
    doubts: whyImplausible(born, expiryYear, today),
  }));
}

function isNumber(digits: Uint8Array): boolean {
  return digits.length === numberBDigits && digits.every((digit) => digit >= asciiZero && digit <= asciiNine);
}
