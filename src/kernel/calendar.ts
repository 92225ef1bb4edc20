import type { CalendarDay } from './tokyoTime.ts';

/** Whether there is such a day. */
export function exists({ year, month, day }: CalendarDay): boolean {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Negative where `one` is earlier than `other`. */
export function compareDays(one: CalendarDay, other: CalendarDay): number {
  return one.year - other.year || one.month - other.month || one.day - other.day;
}

/** Whole years between a birth date and a day: the age, by the birthday and not by the eve of it. */
export function yearsBetween(birth: CalendarDay, day: CalendarDay): number {
  const hadBirthday = compareDays({ ...birth, year: day.year }, day) <= 0;
  return day.year - birth.year - (hadBirthday ? 0 : 1);
}
