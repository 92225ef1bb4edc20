import { describe, expect, test, vi } from 'vitest';
import {
  dayInTokyo,
  midnightInTokyo,
  startOfTokyoDay,
  tokyoClock,
  tokyoDate,
  tokyoDay,
  tokyoSeconds,
} from '../../src/kernel/tokyoTime.ts';

const lastOfMarch = '2026-03-31T14:59:59.999Z';
const firstOfApril = '2026-03-31T15:00:00.000Z';

describe('days in Tokyo', () => {
  test('begin nine hours before those of Greenwich', () => {
    expect([lastOfMarch, firstOfApril].map(tokyoSeconds)).toEqual(['20260331235959', '20260401000000']);
    expect([lastOfMarch, firstOfApril].map(tokyoDay)).toEqual(['20260331', '20260401']);
    expect([lastOfMarch, firstOfApril].map(tokyoDate)).toEqual(['2026-03-31', '2026-04-01']);
    expect([lastOfMarch, firstOfApril].map(tokyoClock)).toEqual(['23:59', '00:00']);
    expect(dayInTokyo(lastOfMarch)).toEqual({ year: 2026, month: 3, day: 31 });
    expect(dayInTokyo(firstOfApril)).toEqual({ year: 2026, month: 4, day: 1 });
  });

  test('are the same of a text, a number and a date', () => {
    const date = new Date(firstOfApril);
    expect([firstOfApril, date, date.getTime()].map(tokyoSeconds)).toEqual(Array(3).fill('20260401000000'));
  });

  test('have a first moment, also before 1970', () => {
    for (const moment of [firstOfApril, '2026-04-01T14:59:59.999Z']) {
      expect(startOfTokyoDay(moment)).toBe(Date.parse(firstOfApril));
    }
    expect(startOfTokyoDay('1926-12-25T03:00:00Z')).toBe(Date.parse('1926-12-24T15:00:00Z'));
    expect(midnightInTokyo({ year: 2026, month: 4, day: 1 }).toISOString()).toBe(firstOfApril);
    // Carried over: the day before the 1st of the 15th month is the 28th of February of the next year.
    expect(dayInTokyo(midnightInTokyo({ year: 2026, month: 15, day: 0 }))).toEqual({ year: 2027, month: 2, day: 28 });
  });

  test('are those of the table of zones, and do not ask where the machine stands', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' });
    const hours = Array.from({ length: 24 * 400 }, (_, hour) => Date.UTC(2027, 10, 1, hour));
    for (const zone of ['America/New_York', 'Pacific/Kiritimati']) {
      vi.stubEnv('TZ', zone);
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      expect(hours.map(tokyoDate)).toEqual(hours.map((hour) => format.format(hour)));
      vi.unstubAllEnvs();
    }
  });
});
