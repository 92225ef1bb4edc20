import { expect, test } from 'vitest';
import { isWithin } from '../../src/kernel/weeklyHours.ts';

const hours = [
  { days: ['mon', 'tue'], from: '08:30', to: '12:00' },
  { days: ['sun'], from: '20:00', to: '24:00' },
] as const;

test.each([
  ['2026-11-23T08:29:59+09:00', false],
  ['2026-11-23T08:30:00+09:00', true],
  ['2026-11-24T11:59:59+09:00', true],
  ['2026-11-24T12:00:00+09:00', false],
  ['2026-11-25T09:00:00+09:00', false],
  // Sunday in Tokyo, whatever day it is elsewhere.
  ['2026-11-22T23:59:59+09:00', true],
  ['2026-11-23T00:00:00+09:00', false],
  ['1969-12-28T21:00:00+09:00', true],
])('%s: %s', (moment, isOpen) => {
  expect(isWithin(hours, Date.parse(moment))).toBe(isOpen);
});
