import type { WrittenDay } from './shape/writtenDay.ts';

/** @param text yyyyMMdd */
export function calendarDay(text: string | null): WrittenDay | null {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text ?? '') ?? [];
  return year && month && day ? { year: Number(year), month: Number(month), day: Number(day) } : null;
}
