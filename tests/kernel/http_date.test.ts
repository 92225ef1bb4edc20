import { expect, test } from 'vitest';
import { httpDate } from '../../src/kernel/httpDate.ts';

test.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  '%s is the moment it names, wherever the kiosk stands',
  (text) => {
    expect(httpDate(` ${text} `)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  },
);

test.each([
  null,
  undefined,
  '',
  '0',
  'soon',
  '2026-11-28 10:00:00',
  '2026-11-28T10:00:00Z',
  'Sat, 28 Nov 2026 10:00:00',
])('%j names none', (text) => {
  expect(httpDate(text)).toBeUndefined();
});
