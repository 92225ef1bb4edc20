import { yearsBetween } from '../../kernel/calendar.ts';
import { partialDate } from '../../kernel/partialDate.ts';
import { dayInTokyo, type Moment, tokyoClock } from '../../kernel/tokyoTime.ts';
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

/** `2026/11/22 14:03`: for what may be a year old. */
export function yearDayTime(at: number | string): string {
  return `${dayInTokyo(at).year}/${dayTime(at)}`;
}

/**
 * `昭和23年6月3日（78歳）` for 19480603, as forms have it, with the age on the day of `at`; `昭和40年（月日不詳）` for
 * 19650000; what is no date as it stands.
 */
export function birthday(digits: string, at: Moment): string {
  const date = partialDate(digits);
  if (date?.known !== 'day') return date ? inJapanese(date) : digits;
  const age = yearsBetween(date, dayInTokyo(at));
  // A birth date to come is a mistake of somebody's, and no age.
  return age < 0 ? inJapanese(date) : `${inJapanese(date)}（${age}歳）`;
}

/** `令和8年4月1日` for 20260401; what is no date as it stands. */
export function dayWords(digits: string): string {
  const date = partialDate(digits);
  if (!date) return digits;
  return date.known === 'nothing' ? '不明' : inJapanese(date);
}

/** How some write that there is no end. */
const noEnd = '99999999';

/** `令和8年4月1日から令和9年3月31日まで`; `…から（期限の記載なし）` where no end is told. */
export function periodWords({
  validFrom,
  validTo,
}: {
  readonly validFrom: string;
  readonly validTo?: string | undefined;
}): string {
  const end = validTo === undefined || validTo === noEnd ? '（期限の記載なし）' : `${dayWords(validTo)}まで`;
  return `${dayWords(validFrom)}から${end}`;
}
