import { expect, test } from 'vitest';
import { day, hour, minute, second } from '../../src/kernel/durations.ts';

test('lengths of time are milliseconds, as every clock of the program counts', () => {
  const from = Date.parse('2026-03-31T23:59:59.000Z');
  expect(new Date(from + second).toISOString()).toBe('2026-04-01T00:00:00.000Z');
  expect(new Date(from + minute).toISOString()).toBe('2026-04-01T00:00:59.000Z');
  expect(new Date(from + hour).toISOString()).toBe('2026-04-01T00:59:59.000Z');
  expect(new Date(from + day).toISOString()).toBe('2026-04-01T23:59:59.000Z');
});
