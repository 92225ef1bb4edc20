import { dayInTokyo, tokyoClock } from '../../kernel/tokyoTime.ts';

/** `14:03`, Japan's time whatever the machine's. */
export function clockTime(at: number | string): string {
  return tokyoClock(at);
}

/** `11月22日 14:03` as `11/22 14:03`. */
export function dayTime(at: number | string): string {
  const { month, day } = dayInTokyo(at);
  return `${month}/${day} ${tokyoClock(at)}`;
}

/** `1985年4月12日` for 19850412. */
export function birthday(yyyymmdd: string): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(yyyymmdd) ?? [];
  return year === undefined ? yyyymmdd : `${year}年${Number(month)}月${Number(day)}日`;
}
