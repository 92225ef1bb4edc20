import { z } from 'zod';
import { isBlank } from '../../kernel/blank.ts';
import { compareDays } from '../../kernel/calendar.ts';
import { dateDigits, type PartialDate, spanOf } from '../../kernel/partialDate.ts';
import { plainLine } from '../../kernel/plainLine.ts';
import { dayInTokyo } from '../../kernel/tokyoTime.ts';
import { typedDate } from '../../kernel/writtenDate.ts';

/** One line of text as somebody types it: nothing hidden in it, nothing endless. Signs without ink are no text. */
export const line = (most: number) =>
  z
    .string()
    .transform((text) => (isBlank(text) ? '' : text.trim()))
    .pipe(z.string().max(most).regex(plainLine));

/** The same, of which something must be there. */
export const someLine = (most: number) => line(most).pipe(z.string().min(1));

/** What somebody of the staff is called. */
export const staffName = someLine(60);

/** The first year of 明治. */
const earliestYear = 1868;
const longestDate = 40;

/**
 * A birth date in any way people write one, as far as it is known, brought to yyyyMMdd with zeros for the rest; `不詳`
 * where nobody knows it. It exists, and is not to come.
 */
export const birthdate = z
  .string()
  .max(longestDate)
  .transform((text, { issues }) => {
    const date = typedDate(text);
    if (date && isPast(date)) return dateDigits(date);
    issues.push({ code: 'custom', input: undefined, message: 'no birth date' });
    return z.NEVER;
  });

function isPast(date: PartialDate): boolean {
  const span = spanOf(date);
  return !span || (span.first.year >= earliestYear && compareDays(span.first, dayInTokyo(Date.now())) <= 0);
}
