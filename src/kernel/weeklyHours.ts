import { day } from './durations.ts';
import { startOfTokyoDay, tokyoClock } from './tokyoTime.ts';

/** Days of the week, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** A time of the day on some days of the week, Tokyo's: `from` is in it, `to` is not. `HH:mm`; `24:00` ends a day. */
export interface WeeklyHours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

/** Whether a moment (milliseconds since the epoch) lies in one of them. */
export function isWithin(hours: readonly WeeklyHours[], moment: number): boolean {
  const today = weekdayInTokyo(moment);
  const clock = tokyoClock(moment);
  return hours.some(({ days, from, to }) => days.includes(today) && from <= clock && clock < to);
}

function weekdayInTokyo(moment: number): Weekday {
  // The first of January 1970 was a Thursday.
  const days = Math.round((startOfTokyoDay(moment) - startOfTokyoDay(0)) / day);
  return weekdays[(((days + 3) % 7) + 7) % 7] ?? 'mon';
}
