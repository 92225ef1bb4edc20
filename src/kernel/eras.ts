import { compareDays, exists } from './calendar.ts';
import type { CalendarDay } from './tokyoTime.ts';

/** The eras since people who may still be alive were born. */
export const eraNames = ['明治', '大正', '昭和', '平成', '令和'] as const;
export type EraName = (typeof eraNames)[number];

/** A date as the card prints it. `year` counts from 1 (元年). */
export interface EraDate {
  readonly era: EraName;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Era {
  readonly first: CalendarDay;
  /** The last day of the era; undefined while it lasts. */
  readonly last?: CalendarDay;
}

const day = (year: number, month: number, date: number): CalendarDay => ({ year, month, day: date });

/**
 * First and last days. Until 1926 a new era began on the very day its emperor succeeded, so that 1912-07-30 and
 * 1926-12-25 belong to two eras: the register may name either. 明治 begins where Japan took over the Gregorian calendar.
 */
const eras: Readonly<Record<EraName, Era>> = {
  明治: { first: day(1873, 1, 1), last: day(1912, 7, 30) },
  大正: { first: day(1912, 7, 30), last: day(1926, 12, 25) },
  昭和: { first: day(1926, 12, 25), last: day(1989, 1, 7) },
  平成: { first: day(1989, 1, 8), last: day(2019, 4, 30) },
  令和: { first: day(2019, 5, 1) },
};

/** The year before each era's year 1. */
const yearZero: Readonly<Record<EraName, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };

/** The Gregorian day; undefined where the era had no such day. */
export function gregorianOf({ era, year, month, day }: EraDate): CalendarDay | undefined {
  const date: CalendarDay = { year: yearZero[era] + year, month, day };
  const { first, last } = eras[era];
  const isOfEra = compareDays(date, first) >= 0 && (last === undefined || compareDays(date, last) <= 0);
  return year >= 1 && isOfEra && exists(date) ? date : undefined;
}

/** The Gregorian year that is called so; undefined where no day of it was in the era. */
export function gregorianYear(era: EraName, year: number): number | undefined {
  const called = yearZero[era] + year;
  const { first, last } = eras[era];
  return year >= 1 && called >= first.year && called <= (last?.year ?? called) ? called : undefined;
}

/** A year as an era counts it. */
export interface EraYear {
  readonly era: EraName;
  /** From 1 (元年). */
  readonly year: number;
}

/** What a year was called on any day between two days of it, in the order of the eras. */
export function eraYearsWithin(first: CalendarDay, last: CalendarDay): readonly EraYear[] {
  return eraNames
    .filter((era) => {
      const { first: begins, last: ends } = eras[era];
      return compareDays(begins, last) <= 0 && (ends === undefined || compareDays(first, ends) <= 0);
    })
    .map((era) => ({ era, year: first.year - yearZero[era] }));
}
