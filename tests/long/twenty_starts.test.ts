import { afterEach, expect, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';

const place = new KioskPlace();

afterEach(() => place.clear());

test('of twenty kiosks started in one moment on one data folder exactly one runs, and the others say why', {
  timeout: 300_000,
}, async () => {
  const starts = await Promise.allSettled(Array.from({ length: 20 }, () => place.start()));
  const outcomes = starts.map((start) => {
    if (start.status === 'fulfilled') return 'runs';
    return /U-704/.exec(String(start.reason))?.[0] ?? String(start.reason);
  });
  expect(outcomes.sort()).toEqual([...Array.from({ length: 19 }, () => 'U-704'), 'runs']);
});
