import { z } from 'zod';
import { day as aDay } from '../../kernel/durations.ts';
import { plainLine } from '../../kernel/plainLine.ts';

/** One line of text as somebody types it: nothing hidden in it, nothing endless. */
export const line = (most: number) => z.string().trim().max(most).regex(plainLine);

/** What somebody of the staff is called. */
export const staffName = line(60).min(1);

/** `2026-04-01` as a browser's date field gives it, or yyyyMMdd; a day that exists and is not to come. */
export const birthdate = z
  .string()
  .regex(/^\d{4}-?\d{2}-?\d{2}$/)
  .transform((text) => text.replaceAll('-', ''))
  .refine(isPastDay);

function isPastDay(yyyymmdd: string): boolean {
  const [year, month, day] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // A child born today in Japan is a day ahead of UTC at most.
  return exists && year >= 1868 && date.getTime() <= Date.now() + aDay;
}
