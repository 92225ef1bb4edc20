import { tokyoDate } from '../kernel/tokyoTime.ts';

const pattern = /^today(?:([+-]\d+)m)?(?:([+-]\d+)d)?$/;

/** `today-5m`, `today+40d`, `today-30m+2d`: how fixtures name a day that must not go stale. */
export function isRelativeDay(text: string): boolean {
  return pattern.test(text);
}

/** The day that `text` names as yyyyMMdd, counted from the day in Tokyo at `now`. Throws for any other text. */
export function relativeDay(text: string, now: Date): string {
  const named = pattern.exec(text);
  if (!named) throw new TypeError(`not a relative day: ${text}`);
  const day = addMonths(new Date(tokyoDate(now)), Number(named[1] ?? 0));
  day.setUTCDate(day.getUTCDate() + Number(named[2] ?? 0));
  return day.toISOString().slice(0, 10).replaceAll('-', '');
}

/** The same day so many months later; the month's last where it has no such day. */
export function addMonths(date: Date, months: number): Date {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, lastDay)));
}
