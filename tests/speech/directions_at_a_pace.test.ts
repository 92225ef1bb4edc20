import { expect, test } from 'vitest';
import { DirectionPace, directionPace } from '../../src/speech/pace.ts';
import { isWithin } from '../../src/speech/silence.ts';

test('the first direction comes at once, the same again after 2.5 s, another one sooner', () => {
  const pace = new DirectionPace();
  expect(pace.waitMs('closer', 0)).toBe(0);
  pace.tell('closer', 0);
  expect(pace.waitMs('closer', 500)).toBe(directionPace.sameMs - 500);
  expect(pace.waitMs('move-left', 500)).toBe(directionPace.otherMs - 500);
  expect(pace.waitMs('move-left', directionPace.otherMs)).toBe(0);
  pace.begin();
  expect(pace.waitMs('closer', 600)).toBe(0);
  expect(directionPace).toEqual({ sameMs: 2_500, otherMs: 1_500, backMs: 6_000 });
});

test('who turns as told comes back untold; the next turn does not wait for that', () => {
  const pace = new DirectionPace();
  pace.tell('turn-left', 0);
  expect(pace.waitMs('look-straight', 4_000)).toBe(directionPace.backMs - 4_000);
  expect(pace.waitMs('turn-right', 4_000)).toBe(0);
  pace.see('look-straight');
  expect([pace.isRepeat('turn-left'), pace.waitMs('turn-left', 1_500)]).toEqual([false, 0]);
  pace.tell('turn-left', 4_000);
  expect(pace.isRepeat('turn-left')).toBe(true);
  pace.tell('closer', 4_000);
  expect(pace.waitMs('look-straight', 6_000)).toBe(0);
});

test.each([
  ['12:29', false],
  ['12:30', true],
  ['13:30', false],
  ['23:00', true],
  ['05:59', true],
  ['06:00', false],
])('at %s the loudspeaker is silent: %s', (clock, silent) => {
  expect(isWithin(['12:30-13:30', '22:00-06:00'], clock)).toBe(silent);
});
