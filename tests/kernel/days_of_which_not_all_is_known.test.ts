import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateDigits, isoDate, partialDate, spanOf } from '../../src/kernel/partialDate.ts';
import { inJapanese, typedDate } from '../../src/kernel/writtenDate.ts';

describe('a date in eight places', () => {
  test.each([
    ['19650000', '19650000', '1965', '昭和40年（月日不詳）'],
    ['19651200', '19651200', '1965-12', '昭和40年12月（日不詳）'],
    ['19650412', '19650412', '1965-04-12', '昭和40年4月12日'],
    ['19890107', '19890107', '1989-01-07', '昭和64年1月7日'],
    ['19261225', '19261225', '1926-12-25', '大正15年または昭和元年12月25日'],
    ['18700101', '18700101', '1870-01-01', '1870年1月1日'],
    ['00000000', '00000000', undefined, '不詳'],
    ['0000-00-00', '00000000', undefined, '不詳'],
    ['1965-12-00', '19651200', '1965-12', '昭和40年12月（日不詳）'],
    ['1965-12', '19651200', '1965-12', '昭和40年12月（日不詳）'],
    ['1965', '19650000', '1965', '昭和40年（月日不詳）'],
    ['1965    ', '19650000', '1965', '昭和40年（月日不詳）'],
    ['196512  ', '19651200', '1965-12', '昭和40年12月（日不詳）'],
    ['1965\0\0\0\0', '19650000', '1965', '昭和40年（月日不詳）'],
    ['\0\0\0\0\0\0\0\0', '00000000', undefined, '不詳'],
    ['　　', '00000000', undefined, '不詳'],
    ['19890000', '19890000', '1989', '昭和64年または平成元年（月日不詳）'],
    ['19890200', '19890200', '1989-02', '平成元年2月（日不詳）'],
    ['20190000', '20190000', '2019', '平成31年または令和元年（月日不詳）'],
    ['18700000', '18700000', '1870', '1870年（月日不詳）'],
  ])('%j is %s', (text, digits, iso, japanese) => {
    const date = partialDate(text);
    expect(date && [dateDigits(date), isoDate(date), inJapanese(date)]).toEqual([digits, iso, japanese]);
  });

  test.each([
    ...['19650012', '00000412', '19651300', '19650231', '19000229', '99999999', '196512', '650412', '0965', '1965-4-1'],
    ...['１９６５００００', '19650412x', '昭和40年', '不詳', '3400412'],
  ])('%j is refused', (text) => {
    expect(partialDate(text)).toBeUndefined();
  });

  test('comes back from what it is written as, and lies within what it may be', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1800, max: 2100 }),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ max: 31, min: 0 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const date = partialDate(`${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`);
        if (!date) return;
        expect(partialDate(dateDigits(date))).toEqual(date);
        expect(partialDate(isoDate(date) ?? '')).toEqual(date);
        expect(typedDate(inJapanese(date).replace(/または.*年/, ''))).toEqual(date);
        const span = spanOf(date);
        expect([span?.first.year, span?.last.year]).toEqual([year, year]);
        if (date.known === 'day') expect(span?.first).toEqual(span?.last);
      }),
    );
  });
});

describe('a date as a person types it', () => {
  test.each([
    ['1965-04-12', '19650412'],
    ['1965/4/12', '19650412'],
    ['１９６５年４月１２日', '19650412'],
    ['19650412', '19650412'],
    ['19650000', '19650000'],
    ['1965', '19650000'],
    ['1965年12月', '19651200'],
    ['昭和40年4月12日', '19650412'],
    ['昭和40年4月12日生まれ', '19650412'],
    ['昭和４０年（月日不詳）', '19650000'],
    ['昭和40年12月 日不詳', '19651200'],
    ['昭和40年不明', '19650000'],
    ['平成元年1月8日', '19890108'],
    ['昭和64年', '19890000'],
    ['S40.4.12', '19650412'],
    ['s40/4', '19650400'],
    ['Ｓ４０', '19650000'],
    ['R1-5-1', '20190501'],
    ['不詳', '00000000'],
    [' 生年月日不詳 ', '00000000'],
    ['不明', '00000000'],
  ])('%s is %s', (text, digits) => {
    const date = typedDate(text);
    expect(date && dateDigits(date)).toBe(digits);
  });

  test.each([
    ...['', '　', '40年4月12日', '昭和65年', '昭和64年2月', '平成元年1月7日', '令和元年4月30日', '昭和0年', 'S0.1.1'],
    ...['1965-02-30', '1965-13', '65-4-12', 'X40.4.12', '1965年12日', '昭和40年4月12日4月'],
  ])('%j is refused', (text) => {
    expect(typedDate(text)).toBeUndefined();
  });
});
