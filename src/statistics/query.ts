import { z } from 'zod';
import { dayAfter, daySchema, groupings } from './calendar.ts';

/** The whole is read for a report: ten years are some 100,000 counts. */
const mostDays = 3_660;

/** What to report on; for what a person typed. Days, both included. */
export const reportQuerySchema = z
  .strictObject({ from: daySchema, to: daySchema, by: z.enum(groupings) })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before the first day' })
  .refine(({ from, to }) => to < dayAfter(from, mostDays), { path: ['to'], error: 'must be within ten years' });

export type ReportQuery = Readonly<z.infer<typeof reportQuerySchema>>;

/** What a person usually wants who names the last day only: the 31 days or the 12 months that end with it. */
export function usualQuery({ to, by }: Pick<ReportQuery, 'to' | 'by'>): ReportQuery {
  if (by === 'day') return { from: dayAfter(to, -30), to, by };
  const [year = 0, month = 1] = to.split('-').map(Number);
  return { from: new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10), to, by };
}
