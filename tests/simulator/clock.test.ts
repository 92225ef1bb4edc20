import { expect, test } from 'vitest';
import { simulatedClock } from '../../src/simulator/clock.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';

test('the simulated clock is a day off for as long as the fault is armed', () => {
  const faults = new FaultBoard();
  const noon = Date.UTC(2026, 3, 1, 3);
  const now = simulatedClock(faults, () => noon);
  expect(now()).toBe(noon);
  faults.arm({ target: 'clock', kind: 'ahead', count: 1 });
  expect([now(), now()]).toEqual([noon + 86_400_000, noon + 86_400_000]);
  faults.clear();
  faults.arm({ target: 'clock', kind: 'behind', count: 'until-cleared' });
  expect(now()).toBe(noon - 86_400_000);
  faults.clear();
  expect(now()).toBe(noon);
});
