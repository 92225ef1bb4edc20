import { expect, test } from 'vitest';
import { longestAttemptMs } from '../../src/face/attempt.ts';
import { AttemptTime, tellingRules } from '../../src/face/attemptTime.ts';
import type { Look } from '../../src/face/engine.ts';
import { silence, type Telling } from '../../src/face/guidance.ts';
import { Judge, judgeRules } from '../../src/face/judge.ts';
import { scoreScaleOf } from '../../src/face/models/manifest.ts';
import { createFaceMatcher } from '../../src/face/openFaceMatcher.ts';
import { faceLook, Onlooker, PlayedCamera, ScriptedEngine } from '../support/face/faces.ts';

/*
 * Whoever hears what to do needs time to hear it. An attempt that ran out while the voice was still explaining was over
 * before a blind patient knew where to turn.
 */

const picture = new Uint8Array([1, 2, 3]);
const news: Telling = { isNew: true, isTaken: true };

/** Somebody whom nobody sees for so many looks, and who then stands there. */
const comesAfter = (looks: number): readonly Look[] => [
  ...Array.from({ length: looks }, (): Look => ({ kind: 'no-face' })),
  ...[1, 2, 3].map((moment) => faceLook(0.6, { moment })),
];

/** @param toldFor so many looks */
async function attempt(toldFor: number) {
  const engine = new ScriptedEngine(comesAfter(6), 100);
  const telling = () => (engine.looked.length < toldFor ? news : silence);
  const onlooker = Object.assign(new Onlooker(), { telling });
  const matcher = createFaceMatcher({ engine, camera: new PlayedCamera([picture]), attemptMs: 300, challenge: 'off' });
  return matcher.attempt(onlooker, new AbortController().signal);
}

test('who is still being told what to do is waited for', async () => {
  expect(await attempt(10)).toMatchObject({ ok: true, value: { kind: 'match' } });
  expect(await attempt(0)).toEqual({ ok: true, value: { kind: 'no-face' } });
});

/** Plays the time of an attempt of eight seconds; when it was up, milliseconds. */
function upAfter(isHeldAt: (ms: number) => boolean): number {
  const time = new AttemptTime(8_000, 0);
  let now = 0;
  while (time.leftMs > 0) {
    now += 100;
    time.pass(now, isHeldAt(now));
  }
  return now;
}

test('time stands still for words, and not for ever; whoever has just heard something gets a moment', () => {
  expect(upAfter(() => false)).toBe(8_000);
  expect(upAfter((ms) => ms <= 12_000)).toBe(20_000);
  expect(upAfter(() => true)).toBe(tellingRules.mostMs + 8_000);
  // Told something else at the very end.
  expect(upAfter((ms) => ms > 7_800 && ms <= 9_000)).toBe(9_000 + tellingRules.toFollowMs);
  expect(longestAttemptMs(8_000, 'off')).toBeGreaterThanOrEqual(tellingRules.mostMs + 8_000 + tellingRules.toFollowMs);
});

function judged(telling: (ms: number) => Telling, passive: (ms: number) => number) {
  const judge = new Judge({
    profile: 'standard',
    scale: scoreScaleOf('standard'),
    challenge: 'on-doubt',
    sides: () => ['left'],
  });
  for (let ms = 150; ms <= 12_000; ms += 150) {
    const outcome = judge.hear(faceLook(0.6, { moment: ms, passive: passive(ms) }), ms, telling(ms));
    if (outcome) return { outcome, ms, asked: undefined };
    if (judge.isChallenging) return { outcome, ms, asked: judge.asks(faceLook(0.6)) };
  }
  throw new Error('nothing came of it');
}

test('a turn is asked for when it can be said at once, and after a while in any case', () => {
  expect(judgeRules.untilAskedMs).toBe(10_000);
  expect(
    judged(
      () => silence,
      () => 0.1,
    ),
  ).toMatchObject({ ms: 300, asked: 'turn-left' });
  expect(
    judged(
      (ms) => (ms < 3_000 ? news : silence),
      () => 0.1,
    ),
  ).toMatchObject({ ms: 3_000, asked: 'turn-left' });
  expect(
    judged(
      () => news,
      () => 0.1,
    ),
  ).toMatchObject({ ms: 10_350, asked: 'turn-left' });
});

test('what was in doubt stays so while the question waits', () => {
  const judgedLater = judged(
    (ms) => (ms < 3_000 ? news : silence),
    (ms) => (ms < 400 ? 0.1 : 0.99),
  );
  expect(judgedLater).toMatchObject({ outcome: undefined, asked: 'turn-left' });
});

test('a face that could be judged is not judged for longer because somebody speaks', () => {
  const judge = new Judge({
    profile: 'standard',
    scale: scoreScaleOf('standard'),
    challenge: 'off',
    sides: () => ['left'],
  });
  const astray = { placement: { x: 0.8, y: 0 }, moment: 1 };
  judge.hear(faceLook(0.1, { ...astray, share: 0.1 }), 20_000, news);
  expect(judge.hasJudged).toBe(false);
  // Not led until it has heard how: all of the time for directions is still to come.
  expect(judge.patientUntil).toBe(20_000 + judgeRules.eachDirectionMs);
  expect([judge.isLedAt(23_900), judge.isLedAt(24_100)]).toEqual([true, false]);
  judge.hear(faceLook(0.1, astray), 20_100, news);
  expect(judge.hasJudged).toBe(true);
  judge.hear(faceLook(0.1, astray), 20_000 + judgeRules.directionsMs + 1_000, news);
  expect(judge.patientUntil).toBeLessThanOrEqual(20_100 + judgeRules.eachDirectionMs);
});
