import { z } from 'zod';
import { day } from '../kernel/durations.ts';

/** A day as the clinic's calendar has it: `2026-04-01`. */
export const daySchema = z.iso.date();

export const groupings = ['day', 'month'] as const;
export type Grouping = (typeof groupings)[number];

/** The day `days` later, or earlier where it is negative. */
export function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(from) + days * day).toISOString().slice(0, 10);
}

/** The day itself, or its month `2026-04`. */
export function periodOf(day: string, by: Grouping): string {
  return by === 'day' ? day : day.slice(0, 7);
}

/** All periods from the day `from` to the day `to`, both included, in their order. */
export function periodsBetween(from: string, to: string, by: Grouping): readonly string[] {
  const periods = new Set<string>();
  for (let next = from; next <= to; next = dayAfter(next, 1)) periods.add(periodOf(next, by));
  return [...periods];
}
