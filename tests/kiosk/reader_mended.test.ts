import { expect, test } from 'vitest';
import { readingsOf } from '../../src/diagnostics/readings.ts';
import { LastSeen } from '../../src/kiosk/diagnosis/lastSeen.ts';

test('a test card that is read proves the reader mended, and says nothing about what could not be recorded', () => {
  const seen = new LastSeen();
  for (const problem of ['U-501', 'U-101', 'U-101', 'U-101'] as const) seen.visited({ problem });
  for (let reads = 0; reads < 20; reads += 1) seen.readWell();
  expect(readingsOf(seen.lastVisits())).toMatchObject({ unreadInARow: 0, unread: 3 });
  expect(seen.lastVisits()).toHaveLength(5);
  const other = new LastSeen();
  other.visited({ problem: 'U-501' });
  other.readWell();
  expect(other.lastVisits()).toEqual([{ problem: 'U-501' }]);
});
