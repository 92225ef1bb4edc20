import { describe, expect, test } from 'vitest';
import { day, hour, minute } from '../../src/kernel/durations.ts';
import { type ClockMemory, TrustedClock } from '../../src/system/trustedClock.ts';

const today = Date.UTC(2026, 10, 25, 3);

/** A world with its true time, and a system's clock that is `off` by so much. */
function world(memory?: ClockMemory, off = 0, notBefore = today - 30 * day) {
  const at = { passed: 0, off };
  const clock = new TrustedClock({
    wall: () => today + at.passed + at.off,
    passing: () => at.passed,
    memory,
    notBefore,
  });
  return { at, clock, trueTime: () => today + at.passed };
}

const lastNight: ClockMemory = { seen: today - 15 * hour, lived: today - 15 * hour };

describe('a clock that leaps while the kiosk runs', () => {
  test.for([
    ['an hour', hour, false],
    ['an hour back', -hour, false],
    ['15 days', 15 * day, true],
    ['three years back', -3 * 365 * day, true],
    ['into 2036', 10 * 365 * day, true],
  ] as const)('%s: is not followed, is told, and is over when it leaps back', ([, leap, outOfService]) => {
    const { at, clock, trueTime } = world(lastNight);
    at.passed += hour;
    expect(clock.trouble()).toBeUndefined();
    at.off = leap;
    at.passed += 5 * minute;
    expect(clock.now()).toBe(trueTime());
    expect(clock.lived()).toBe(trueTime());
    expect(clock.trouble()?.code).toBe('U-604');
    expect(clock.doubt()?.code).toBe(outOfService ? 'U-604' : undefined);
    at.off = 0;
    expect(clock.trouble()).toBeUndefined();
    expect(clock.now()).toBe(trueTime());
  });

  test('is followed once somebody else says the same, and what was lived through never goes back', () => {
    const { at, clock, trueTime } = world(lastNight, 0);
    at.off = 15 * day;
    clock.witness(trueTime() + 15 * day);
    expect(clock.doubt()).toBeUndefined();
    expect(clock.now()).toBe(trueTime() + 15 * day);
    at.off = 0;
    clock.witness(trueTime());
    expect(clock.now()).toBe(trueTime());
    expect(clock.lived()).toBe(trueTime() + 15 * day);
  });

  test('is not followed where somebody else says otherwise', () => {
    const { at, clock, trueTime } = world(lastNight);
    at.off = -3 * 365 * day;
    clock.witness(trueTime());
    expect(clock.doubt()?.detail).toBe("the system's clock is 26280.0 h behind");
    expect(clock.now()).toBe(trueTime());
  });

  test('tells whole milliseconds, as databases want them', () => {
    const { at, clock } = world(lastNight);
    at.off = 15 * day;
    at.passed += 1.37;
    expect([clock.now() % 1, clock.lived() % 1]).toEqual([0, 0]);
  });

  test('is followed in the small steps of a time server', () => {
    const { at, clock, trueTime } = world(lastNight);
    at.off = 3 * minute;
    expect(clock.now()).toBe(trueTime() + 3 * minute);
    expect(clock.trouble()).toBeUndefined();
  });
});

describe('a clock that is wrong when the kiosk starts', () => {
  test('three years slow: the time goes on from what was believed last', () => {
    const { clock } = world(lastNight, -3 * 365 * day);
    expect(clock.doubt()?.code).toBe('U-604');
    expect(clock.now()).toBe(lastNight.seen);
  });

  test('three years slow at the very first start: it cannot be before the program was made', () => {
    const { clock } = world(undefined, -3 * 365 * day);
    expect(clock.doubt()?.code).toBe('U-604');
    expect(clock.now()).toBe(today - 30 * day);
  });

  test('in 2036: no clinic is closed for ten years', () => {
    const { clock } = world(lastNight, 10 * 365 * day);
    expect(clock.doubt()?.code).toBe('U-604');
    expect(clock.now()).toBe(lastNight.seen);
  });

  test('15 days ahead: taken for a holiday, but not lived through', () => {
    const { clock, trueTime } = world(lastNight, 15 * day);
    expect(clock.now()).toBe(trueTime() + 15 * day);
    expect(clock.lived()).toBe(lastNight.lived + 3 * day);
  });

  test('ahead, and put right before the next start: behind what was believed, until somebody says so', () => {
    const { at, clock, trueTime } = world({ seen: today + 15 * day, lived: today });
    expect(clock.doubt()?.code).toBe('U-604');
    at.passed += minute;
    clock.witness(trueTime());
    expect(clock.doubt()).toBeUndefined();
    expect(clock.now()).toBe(trueTime());
  });
});
