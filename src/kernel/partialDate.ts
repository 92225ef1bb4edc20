import { isBlank } from './blank.ts';
import { exists } from './calendar.ts';
import type { CalendarDay } from './tokyoTime.ts';

/**
 * A day of which not everything need be known: registers have people of whom only the year of birth is known, or its
 * month, or nothing. What is not known is the end of it, never the beginning.
 */
export type PartialDate =
  | { readonly known: 'nothing' }
  | { readonly known: 'year'; readonly year: number }
  | { readonly known: 'month'; readonly year: number; readonly month: number }
  | ({ readonly known: 'day' } & CalendarDay);

/** Nobody whom a register still names was born earlier. */
const earliestYear = 1800;

/** `00000000`: nothing is known. */
export const unknownDigits = '00000000';

/**
 * The date in eight places, yyyyMMdd, where zeros or blanks stand for what is not known; or as yyyy-MM-dd, yyyy-MM, yyyy.
 * A blank text is a date of which nothing is known. Undefined for everything else: no such day, a day without its month.
 */
export function partialDate(text: string): PartialDate | undefined {
  if (isBlank(text)) return { known: 'nothing' };
  const padded = text.replaceAll('\0', ' ');
  const [, year, month, day] =
    /^(\d{4})(\d{2}| {2})(\d{2}| {2})$/.exec(padded) ?? /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(padded.trim()) ?? [];
  return year === undefined ? undefined : dateOf(Number(year), Number(month ?? 0), Number(day ?? 0));
}

/** Zero stands for what is not known. Undefined where there is no such date. */
export function dateOf(year: number, month: number, day: number): PartialDate | undefined {
  if (month === 0 && day !== 0) return undefined;
  if (year === 0) return month === 0 ? { known: 'nothing' } : undefined;
  if (year < earliestYear || month > 12) return undefined;
  if (month === 0) return { known: 'year', year };
  if (day === 0) return { known: 'month', year, month };
  return exists({ year, month, day }) ? { known: 'day', year, month, day } : undefined;
}

/** yyyyMMdd, with zeros for what is not known: as records hold it. */
export function dateDigits(date: PartialDate): string {
  const { year = 0, month = 0, day = 0 } = partsOf(date);
  return `${padded(year, 4)}${padded(month, 2)}${padded(day, 2)}`;
}

/** `1965-12-03`, `1965-12` or `1965`, as ISO 8601 and FHIR have it; undefined where nothing is known. */
export function isoDate(date: PartialDate): string | undefined {
  const { year, month, day } = partsOf(date);
  if (year === undefined) return undefined;
  return [padded(year, 4), ...[month, day].flatMap((part) => (part === undefined ? [] : [padded(part, 2)]))].join('-');
}

/** The first and the last day that it may be; undefined where nothing is known. */
export function spanOf(date: PartialDate): { readonly first: CalendarDay; readonly last: CalendarDay } | undefined {
  const { year, month, day } = partsOf(date);
  if (year === undefined) return undefined;
  const lastMonth = month ?? 12;
  const lastDay = [31, 30, 29, 28].find((each) => exists({ year, month: lastMonth, day: each })) ?? 28;
  return { first: { year, month: month ?? 1, day: day ?? 1 }, last: { year, month: lastMonth, day: day ?? lastDay } };
}

/** Its numbers, as many as are known. */
export function partsOf(date: PartialDate): Partial<CalendarDay> {
  switch (date.known) {
    case 'nothing':
      return {};
    case 'year':
      return { year: date.year };
    case 'month':
      return { year: date.year, month: date.month };
    case 'day':
      return { year: date.year, month: date.month, day: date.day };
  }
}

function padded(value: number, places: number): string {
  return String(value).padStart(places, '0');
}
