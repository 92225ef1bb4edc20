import { exists } from '../kernel/calendar.ts';
import { eraNames, gregorianOf } from '../kernel/eras.ts';
import type { CalendarDay } from '../kernel/tokyoTime.ts';
import type { BirthReading } from './digits.ts';

/** A birth date that the digits may mean, and the day that it is. */
export interface BirthCandidate {
  readonly reading: BirthReading;
  readonly born: CalendarDay;
}

/** Of people who may be alive. */
const centuries = [1900, 2000] as const;
const asciiZero = 0x30;

/**
 * Every birth date that the first six of `digits` (ASCII digits) may mean: the year has two digits and no era, and on
 * the cards of foreign residents it is the western one. That their chips want its last two digits is the rule of the card
 * before this one; it is not proven for this chip [ours].
 */
export function birthCandidates(digits: Uint8Array): readonly BirthCandidate[] {
  // Digit by digit: a string of them could not be wiped.
  const [year, month, day] = [0, 2, 4].map(
    (at) => 10 * ((digits[at] ?? 0) - asciiZero) + (digits[at + 1] ?? 0) - asciiZero,
  );
  if (year === undefined || month === undefined || day === undefined) return [];
  const ofEras = eraNames.flatMap((era): BirthCandidate[] => {
    const born = gregorianOf({ era, year, month, day });
    return born ? [{ reading: { notation: 'era', era, year, month, day }, born }] : [];
  });
  const western = centuries
    .map((century) => ({ year: century + year, month, day }))
    .filter(exists)
    .map((born): BirthCandidate => ({ reading: { notation: 'western', era: null, ...born }, born }));
  return [...ofEras, ...western];
}

/**
 * Whether two numbers are one card's with the year of birth in both notations, 昭和60 and 1985: once a card has refused
 * one of them, the other is a guess, and a guess is worth no try.
 */
export function isOtherNotation(one: Uint8Array, other: Uint8Array): boolean {
  const isSameYear = one[0] === other[0] && one[1] === other[1];
  if (isSameYear || Buffer.compare(one.subarray(2), other.subarray(2)) !== 0) return false;
  const others = birthCandidates(other);
  return birthCandidates(one).some(({ reading, born }) =>
    others.some((each) => each.reading.notation !== reading.notation && each.born.year === born.year),
  );
}
