import { type EraName, eraYearsWithin, gregorianYear } from './eras.ts';
import { dateOf, type PartialDate, partialDate, spanOf } from './partialDate.ts';

/** 不詳, 不明: as a register says that nobody knows. */
const unknown = '(?:不詳|不明)';
const eraLetters = { M: '明治', T: '大正', S: '昭和', H: '平成', R: '令和' } as const satisfies Record<string, EraName>;
const dash = /[‐‑‒–—―−ー]/g;

/** 昭和40年4月12日, 1965年12月（日不詳）, 昭和元年 月日不詳. */
const inWords = new RegExp(
  `^(明治|大正|昭和|平成|令和)?(\\d{1,4}|元)年(?:(\\d{1,2})月(?:(\\d{1,2})日)?)?(?:\\(?月?日?${unknown}\\)?)?(?:生(?:まれ)?)?$`,
);
/** S40.4.12, 1965/4/12, S40.4 */
const inNumbers = /^([MTSHR])?(\d{1,4})(?:[./-](\d{1,2}))?(?:[./-](\d{1,2}))?$/;

/**
 * A date as a person types it: `19650412`, `1965-04-12`, `1965/4/12`, `昭和40年4月12日`, `S40.4.12`; with as many of its
 * parts as are known, the rest left out, `00` or `不詳`. `不詳` alone: nobody knows. Undefined for everything else, the
 * empty text too: whoever types nothing has not said that nobody knows.
 */
export function typedDate(text: string): PartialDate | undefined {
  const plain = text.normalize('NFKC').replace(dash, '-').replaceAll(/\s/g, '').toUpperCase();
  if (plain === '') return undefined;
  if (new RegExp(`^(?:生年月日|年月日)?${unknown}$`).test(plain)) return { known: 'nothing' };
  const words = inWords.exec(plain);
  if (words) return named(eraOf(words[1]), words[2] ?? '', words[3], words[4]);
  const exact = partialDate(plain);
  if (exact) return exact;
  const numbers = inNumbers.exec(plain);
  return numbers ? named(eraOf(letterEra(numbers[1])), numbers[2] ?? '', numbers[3], numbers[4]) : undefined;
}

function letterEra(letter: string | undefined): EraName | undefined {
  return Object.entries(eraLetters).find(([each]) => each === letter)?.[1];
}

function eraOf(name: string | undefined): EraName | undefined {
  return Object.values(eraLetters).find((each) => each === name);
}

function named(
  era: EraName | undefined,
  year: string,
  month: string | undefined,
  day: string | undefined,
): PartialDate | undefined {
  const count = year === '元' ? 1 : Number(year);
  // Two digits without an era are of any century.
  const western = era === undefined ? (year.length === 4 ? count : undefined) : gregorianYear(era, count);
  const date = western === undefined ? undefined : dateOf(western, Number(month ?? 0), Number(day ?? 0));
  const span = date && spanOf(date);
  if (era === undefined || !span) return date;
  return eraYearsWithin(span.first, span.last).some((each) => each.era === era) ? date : undefined;
}

/**
 * As forms have it: `昭和60年4月12日`; `昭和40年12月（日不詳）` and `昭和40年（月日不詳）` where no more is known, with both
 * names of a year or a day that had two; `不詳`. Before the eras that are counted here, in western years.
 */
export function inJapanese(date: PartialDate): string {
  const span = spanOf(date);
  if (!span || date.known === 'nothing') return '不詳';
  const years = eraYearsWithin(span.first, span.last).map(({ era, year }) => `${era}${year === 1 ? '元' : year}年`);
  const year = years.length === 0 ? `${date.year}年` : years.join('または');
  if (date.known === 'day') return `${year}${date.month}月${date.day}日`;
  return date.known === 'month' ? `${year}${date.month}月（日不詳）` : `${year}（月日不詳）`;
}
