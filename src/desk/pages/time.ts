import { partialDate } from '../../kernel/partialDate.ts';
import { dayInTokyo, tokyoClock } from '../../kernel/tokyoTime.ts';
import { inJapanese } from '../../kernel/writtenDate.ts';

/** `14:03`, Japan's time whatever the machine's. */
export function clockTime(at: number | string): string {
  return tokyoClock(at);
}

/** `11月22日 14:03` as `11/22 14:03`. */
export function dayTime(at: number | string): string {
  const { month, day } = dayInTokyo(at);
  return `${month}/${day} ${tokyoClock(at)}`;
}

/** `1985年4月12日` for 19850412, `昭和40年（月日不詳）` for 19650000; what is no date as it stands. */
export function birthday(digits: string): string {
  const date = partialDate(digits);
  return date ? inJapanese(date) : digits;
}
