import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthsBeyondDoubt, doubtsAboutNumberB } from '../../src/card/printedFace/numberBDoubts.ts';
import { whyImplausible } from '../../src/card/printedFace/plausible.ts';
import { exists, yearsBetween } from '../../src/kernel/calendar.ts';
import { eraNames, gregorianOf } from '../../src/kernel/eras.ts';
import { dayInTokyo } from '../../src/kernel/tokyoTime.ts';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { digits, person, root } from '../support/card/cardRig.ts';

const now = new Date('2026-07-01T03:00:00Z');
const today = dayInTokyo(now);
const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Days of the Gregorian calendar since 明治6年, as Japan took it over. */
const days = fc
  .date({ min: new Date('1873-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }));

/** The calendar of the platform, which nobody here has written. */
const platform = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

describe('a date as the card prints it', () => {
  test('is the day that the calendar of the platform says', () => {
    fc.assert(
      fc.property(days, (day) => {
        const parts = platform.formatToParts(new Date(Date.UTC(day.year, day.month - 1, day.day)));
        const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
        const era = eraNames.find((name) => name === part('era'));
        const year = part('year') === '元' ? 1 : Number(part('year'));
        expect(era && gregorianOf({ era, year, month: day.month, day: day.day })).toEqual(day);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['昭和', 64, 1, 7, '1989-1-7'],
    ['昭和', 64, 1, 8, undefined],
    ['平成', 1, 1, 7, undefined],
    ['平成', 1, 1, 8, '1989-1-8'],
    ['平成', 31, 4, 30, '2019-4-30'],
    ['平成', 31, 5, 1, undefined],
    ['令和', 1, 5, 1, '2019-5-1'],
    ['大正', 15, 12, 25, '1926-12-25'],
    ['昭和', 1, 12, 25, '1926-12-25'],
    ['昭和', 1, 12, 24, undefined],
    ['明治', 45, 7, 30, '1912-7-30'],
    ['大正', 1, 7, 30, '1912-7-30'],
    ['平成', 17, 2, 29, undefined],
    ['平成', 16, 2, 29, '2004-2-29'],
    ['令和', 0, 5, 1, undefined],
  ] as const)('%s%i年%i月%i日 is %s', (era, year, month, day, expected) => {
    const found = gregorianOf({ era, year, month, day });
    expect(found && `${found.year}-${found.month}-${found.day}`).toBe(expected);
  });

  test('is never a day that does not exist', () => {
    const number = fc.integer({ min: -1, max: 100 });
    fc.assert(
      fc.property(fc.constantFrom(...eraNames), number, number, number, (era, year, month, day) => {
        const found = gregorianOf({ era, year, month, day });
        expect(found === undefined || exists(found)).toBe(true);
      }),
    );
  });
});

describe('the day', () => {
  test('begins at midnight of Tokyo', () => {
    expect(dayInTokyo(new Date('2026-03-31T14:59:59Z'))).toEqual({ year: 2026, month: 3, day: 31 });
    expect(dayInTokyo(new Date('2026-03-31T15:00:00Z'))).toEqual({ year: 2026, month: 4, day: 1 });
  });

  test('makes people a year older on their birthday', () => {
    const birth = { year: 2008, month: 7, day: 1 };
    expect(yearsBetween(birth, { year: 2026, month: 6, day: 30 })).toBe(17);
    expect(yearsBetween(birth, { year: 2026, month: 7, day: 1 })).toBe(18);
  });
});

describe('birth date and expiry', () => {
  test('fit together on every card that can have been issued and has not ended', () => {
    const issued = fc.tuple(days, fc.integer({ min: 0, max: 9 })).filter(([birth]) => birth.year < today.year);
    fc.assert(
      fc.property(issued, ([birth, yearsAgo]) => {
        const issueDay = { ...today, year: today.year - yearsAgo };
        const age = yearsBetween(birth, issueDay);
        if (age < 0 || age > 110) return;
        const expiryYear = birth.year + age + (age >= 18 ? 10 : 5);
        if (expiryYear >= today.year) expect(whyImplausible(birth, expiryYear, today)).toEqual([]);
        // Nobody issues one that lasts longer.
        expect(whyImplausible(birth, birth.year + yearsBetween(birth, today) + 11, today)).toContain(
          'expires-too-late',
        );
      }),
    );
  });

  test.each([
    ['somebody born tomorrow', { year: 2026, month: 7, day: 2 }, 2031, ['not-born-yet']],
    ['the oldest person of all and older', { year: 1904, month: 1, day: 1 }, 2030, ['too-old']],
    ['a card of last year', { year: 1980, month: 3, day: 3 }, 2025, ['expired']],
    ['a minor whose card lasts ten years', { year: 2012, month: 3, day: 3 }, 2036, ['expires-too-late']],
  ] as const)('%s', (_, birth, expiryYear, reasons) => {
    expect(whyImplausible(birth, expiryYear, today)).toEqual(reasons);
  });

  test('of a card that ended last winter pass in spring, while its certificate has its time of grace', () => {
    const birth = { year: 1980, month: 12, day: 24 };
    expect(whyImplausible(birth, 2025, { year: 2026, month: 3, day: 20 })).toEqual([]);
    expect(whyImplausible(birth, 2025, { year: 2026, month: 5, day: 1 })).toEqual(['expired']);
  });
});

describe('照合番号B, read or typed', () => {
  const doubts = (text: string) => doubtsAboutNumberB(digits(text), now);

  test('of every fixture person is beyond doubt', () => {
    for (const each of loadPeople(root, now)) expect([each.id, ...doubts(numberBOf(each))]).toEqual([each.id]);
  });

  test.each([
    ['6004122033228', ['not-14-digits']],
    ['600412203322855', ['not-14-digits']],
    ['60041220x32285', ['not-14-digits']],
    ['60133120332285', ['no-such-birthdate']],
    // The year 0 of no era, and 2000.
    ['00041220332285', []],
    ['00043120332285', ['no-such-birthdate']],
    // 昭和85 there is none, 1985 there was.
    ['85041220332285', []],
    ['60043120332285', ['no-such-birthdate']],
    ['60041220242285', ['expired']],
    ['60041220382285', ['expires-too-late']],
    ['60041203322085', ['expired']],
  ])('%s: %s', (text, expected) => {
    expect(doubts(text)).toEqual(expected);
  });

  test.each([
    ['60041220332285', ['昭和60', '1960']],
    ['85041220332285', ['1985']],
    ['64010220332285', ['昭和64', '1964']],
    ['00041220332285', ['2000']],
    ['05041220302285', ['大正5', '昭和5', '平成5', '令和5', '2005']],
    ['60041320242285', []],
    ['6004122033228', []],
  ])('%s may mean %j, by the birth dates that are beyond doubt', (text, expected) => {
    const births = birthsBeyondDoubt(digits(text), now);
    expect(births.map(({ era, year }) => `${era ?? ''}${year}`)).toEqual(expected);
  });

  test('leaves the digits as they are: whoever holds them wipes them', () => {
    const number = digits(numberBOf(person('yamada-hanako')));
    const before = Uint8Array.from(number);
    doubtsAboutNumberB(number, now);
    expect(number).toEqual(before);
  });

  test('answers whatever bytes it is given, and passes no day that no calendar had', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        if (doubtsAboutNumberB(bytes, now).length === 0) expect(bytes.length).toBe(14);
      }),
    );
    const part = (max: number) => fc.integer({ min: 0, max }).map(twoDigits);
    fc.assert(
      fc.property(
        part(99),
        part(99),
        part(99),
        fc.integer({ min: 2026, max: 2030 }),
        (year, month, day, expiryYear) => {
          if (doubts(`${year}${month}${day}${expiryYear}0000`).length > 0) return;
          const had = eraNames.some((era) => gregorianOf({ era, year: +year, month: +month, day: +day }));
          const hadWestern = [1900, 2000].some((century) => isPastDay(`${century + +year}-${month}-${day}`));
          expect(had || hadWestern).toBe(true);
        },
      ),
    );
  });
});

function isPastDay(date: string): boolean {
  const at = Date.parse(date);
  return !Number.isNaN(at) && at <= now.getTime() && new Date(at).toISOString().startsWith(date);
}
