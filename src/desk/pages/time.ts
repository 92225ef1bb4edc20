import { day } from '../../kernel/durations.ts';

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

const japanMs = 9 * 3600 * 1000;

/** `14:03`, Japan's time whatever the machine's. */
export function clockTime(at: number | string): string {
  return clock.format(new Date(at));
}

/** `11月22日 14:03` as `11/22 14:03`. */
export function dayTime(at: number | string): string {
  return dayAndClock.format(new Date(at));
}

/** The beginning of Japan's day that `now` is in, milliseconds since the epoch. */
export function startOfDay(now: number): number {
  return now - ((now + japanMs) % day);
}

/** `1985年4月12日` for 19850412. */
export function birthday(yyyymmdd: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(yyyymmdd) ?? [];
  return year === undefined ? yyyymmdd : `${year}年${Number(month)}月${Number(day)}日`;
}
