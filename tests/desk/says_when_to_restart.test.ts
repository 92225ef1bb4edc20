import { expect, test } from 'vitest';
import type { KioskSeen } from '../../src/desk/http/kioskSeen.ts';
import { kioskCard } from '../../src/desk/pages/kioskCard.ts';

const quiet: KioskSeen = {
  visit: null,
  screen: 'out-of-service',
  needs: null,
  problem: null,
  lift: 'barred',
  since: Date.parse('2026-04-01T00:30:00.000Z'),
  outage: null,
  alerts: [],
  practice: false,
  differs: [],
};

test.each([
  ['U-501', true],
  ['U-504', true],
  ['U-507', true],
  ['U-801', true],
  // These end by themselves.
  ['U-505', false],
  ['U-101', false],
] as const)('out of service under %s: staff read that a restart may be needed: %s', (outage, expected) => {
  const page = kioskCard({ ...quiet, outage }, 'technician', 'token').text;
  expect(page).toContain(outage);
  expect(page.includes('直しても受付が始まらないときは、受付機を再起動してください。')).toBe(expected);
});
