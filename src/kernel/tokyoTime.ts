import { day, hour } from './durations.ts';

/** Japan keeps one offset all year, since 1951: no table of zones is needed, and none of a stripped-down ICU. */
const offsetMs = 9 * hour;

/** Milliseconds since the epoch, a Date, or an ISO 8601 time. */
export type Moment = number | Date | string;

/** A day of the Gregorian calendar; `month` counts from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `yyyyMMddHHmmss` in Tokyo, as the file interface writes every time. */
export function tokyoSeconds(moment: Moment): string {
  return isoInTokyo(moment).slice(0, 19).replaceAll(/[-T:]/g, '');
}

/** `yyyyMMdd` in Tokyo. */
export function tokyoDay(moment: Moment): string {
  return tokyoSeconds(moment).slice(0, 8);
}

/** `yyyy-MM-dd` in Tokyo. */
export function tokyoDate(moment: Moment): string {
  return isoInTokyo(moment).slice(0, 10);
}

/** `HH:mm` in Tokyo. */
export function tokyoClock(moment: Moment): string {
  return isoInTokyo(moment).slice(11, 16);
}

/** The day in Tokyo as numbers. */
export function dayInTokyo(moment: Moment): CalendarDay {
  const there = new Date(msOf(moment) + offsetMs);
  return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() };
}

/** The first moment of a day; months and days outside their range carry over: day 0 is the last of the month before. */
export function midnightInTokyo({ year, month, day: date }: CalendarDay): Date {
  return new Date(Date.UTC(year, month - 1, date) - offsetMs);
}

/** The first moment of the day in Tokyo that `moment` lies in, milliseconds since the epoch. */
export function startOfTokyoDay(moment: Moment): number {
  const there = msOf(moment) + offsetMs;
  return Math.floor(there / day) * day - offsetMs;
}

function isoInTokyo(moment: Moment): string {
  return new Date(msOf(moment) + offsetMs).toISOString();
}

function msOf(moment: Moment): number {
  return new Date(moment).getTime();
}
