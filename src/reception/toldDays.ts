import { z } from 'zod';
import { dateDigits, isoDate, partialDate, spanOf, unknownDigits } from '../kernel/partialDate.ts';

/**
 * A birth date as another machine tells it, brought to yyyyMMdd with zeros for what is not known (19650000): the form in
 * which it is kept and handed on. One that is not told is one of which nobody knows anything; an impossible day is refused.
 */
export const toldBirthdate = z
  .string()
  .transform((text, { issues }) => {
    const date = partialDate(text);
    if (date) return dateDigits(date);
    issues.push({ code: 'custom', input: undefined, message: 'no birth date' });
    return z.NEVER;
  })
  .default(unknownDigits);

/** `1965-12-03`, `1965-12` or `1965` of what a record keeps as a day; undefined where it tells none, or none that exists. */
export function isoOfDay(day: string | undefined): string | undefined {
  const date = day === undefined ? undefined : partialDate(day);
  return date && isoDate(date);
}

/** After every day of any calendar: how some write that there is no end. */
const noEnd = '99999999';

/** The last day that a record's end of validity lets in, yyyyMMdd; beyond every day where it tells none. */
export function lastDayOf(end: string | undefined): string {
  const date = end === undefined ? undefined : partialDate(end);
  const span = date && spanOf(date);
  return span ? dateDigits({ known: 'day', ...span.last }) : noEnd;
}
