import { describe, expect, test } from 'vitest';
import type { Look } from '../../src/face/engine.ts';
import type { FaceOutcome } from '../../src/face/faceMatcher.ts';
import type { FaceGuidance } from '../../src/face/guidance.ts';
import { Judge } from '../../src/face/judge.ts';
import type { ChallengePolicy } from '../../src/face/liveness/evidence.ts';
import { chanceSides, type Side, turnRules } from '../../src/face/liveness/turnChallenge.ts';
import { scoreScaleOf } from '../../src/face/models/manifest.ts';
import { faceLook } from '../support/face/faces.ts';

const everyMs = 150;

/** An attempt on played time: one look every 150 ms. */
class PlayedAttempt {
  readonly judge: Judge;
  readonly asked: FaceGuidance[] = [];
  outcome: FaceOutcome | undefined;
  now = 0;
  private moment = 0;

  constructor(challenge: ChallengePolicy, sides: readonly Side[] = ['left', 'right'], profile = 'standard' as const) {
    this.judge = new Judge({ profile, scale: scoreScaleOf(profile), challenge, sides: () => sides });
  }

  /** Shows the same look for a while, with the small movements of a living face. */
  show(score: number, { forMs = everyMs, ...about }: Parameters<typeof faceLook>[1] & { forMs?: number } = {}): this {
    for (let shown = 0; shown < forMs; shown += everyMs) {
      this.moment += 1;
      this.hear(faceLook(score, { moment: this.moment, ...about }));
    }
    return this;
  }

  /** Holds the head at this yaw for half a second. */
  turn(yaw: number, score = 0.3): this {
    return this.show(score, { pose: { yaw, pitch: 0, roll: 0 }, forMs: 450 });
  }

  hear(look: Look): this {
    this.now += everyMs;
    this.outcome ??= this.judge.hear(look, this.now);
    const guidance = this.judge.asks(look);
    if (guidance && guidance !== this.asked.at(-1)) this.asked.push(guidance);
    return this;
  }
}

const doubtful = { passive: 0.1 } as const;
const lively = { passive: 0.95 } as const;

describe('a face that matches', () => {
  test('needs no more where the passive networks see life', () => {
    const { outcome } = new PlayedAttempt('on-doubt').show(0.6, { ...lively, forMs: 900 });
    expect(outcome).toMatchObject({ kind: 'match', liveness: { challenge: 'not-asked' } });
    expect(outcome?.kind === 'match' && outcome.liveness.passive).toBeCloseTo(0.95);
  });

  test('is asked to turn where they see none, and believed after turning as asked and matching again', () => {
    const attempt = new PlayedAttempt('on-doubt').show(0.6, { ...doubtful, forMs: 450 });
    expect(attempt.outcome).toBeUndefined();
    attempt.turn(25).turn(1).turn(-25).turn(0, 0.6);
    expect(attempt.asked).toEqual([
      'hold-still',
      'turn-left',
      'look-straight',
      'turn-right',
      'look-straight',
      'hold-still',
    ]);
    expect(attempt.outcome).toMatchObject({ kind: 'match', liveness: { challenge: 'passed' } });
  });

  test('is asked every time where the clinic wants it so', () => {
    const attempt = new PlayedAttempt('always').show(0.6, { ...lively, forMs: 450 });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.asked).toEqual(['hold-still', 'turn-left']);
  });

  test('is asked to look here first where it is recognised looking aside: turns are measured from there', () => {
    const aside = { ...lively, pose: { yaw: 16, pitch: 0, roll: 0 } };
    const attempt = new PlayedAttempt('always', ['right', 'left']).show(0.6, { ...aside, forMs: 3_000 });
    expect(attempt.asked).toEqual(['hold-still', 'look-straight']);
    expect(attempt.outcome).toBeUndefined();
    attempt.show(0.6, { ...lively, forMs: 450 });
    attempt.turn(-25).turn(0).turn(25).turn(0, 0.6);
    expect(attempt.asked.slice(2)).toEqual(['turn-right', 'look-straight', 'turn-left', 'look-straight', 'hold-still']);
    expect(attempt.outcome).toMatchObject({ kind: 'match', liveness: { challenge: 'passed' } });
  });

  test('is never asked where the clinic wants it so, and doubt is then a miss', () => {
    const attempt = new PlayedAttempt('off').show(0.6, { ...doubtful, forMs: 3_000 });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.asked).toEqual(['hold-still']);
    expect(attempt.judge.conclude()).toEqual({ kind: 'not-live' });
  });

  test('is doubted when it stands like a thing', () => {
    const thing = { ...lively, pose: { yaw: 0, pitch: 0, roll: 0 }, place: { x: 320, y: 220 } };
    const attempt = new PlayedAttempt('on-doubt').show(0.6, { ...thing, forMs: 900 });
    expect({ outcome: attempt.outcome, asked: attempt.asked }).toEqual({ outcome: undefined, asked: ['hold-still'] });
    expect(attempt.show(0.6, { ...thing, forMs: 600 }).asked).toEqual(['hold-still', 'turn-left']);
  });

  test('is always doubted without passive networks, and believed after turning', () => {
    const attempt = new PlayedAttempt('on-doubt').show(0.6, { forMs: 450 });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.asked).toEqual(['hold-still', 'turn-left']);
    attempt.turn(25).turn(1).turn(-25).turn(0, 0.6);
    expect(attempt.outcome).toMatchObject({ kind: 'match', liveness: { passive: null, challenge: 'passed' } });
  });

  test('must at least move where there are neither passive networks nor a challenge', () => {
    const still = { place: { x: 320, y: 220 } };
    expect(new PlayedAttempt('off').show(0.6, { ...still, forMs: 6_000 }).outcome).toBeUndefined();
    expect(new PlayedAttempt('off').show(0.6, { forMs: 900 }).outcome).toMatchObject({ kind: 'match' });
  });

  test('has not moved because the eyes are measured a little differently in each picture', () => {
    const attempt = new PlayedAttempt('off');
    for (let i = 0; i < 20; i += 1) attempt.show(0.6, { place: { x: 320, y: 220 }, eyeDistance: 80 + (i % 2) });
    expect(attempt.outcome).toBeUndefined();
  });
});

describe('the turns that are asked for', () => {
  const asked = () => new PlayedAttempt('always', ['left', 'right']).show(0.6, { forMs: 450 });

  test('are refused in the wrong order', () => {
    expect(asked().turn(-25).outcome).toEqual({ kind: 'not-live' });
    expect(asked().turn(25).turn(0).turn(25).outcome).toEqual({ kind: 'not-live' });
  });

  test('are refused when they come too late', () => {
    const attempt = asked().show(0.6, { forMs: turnRules.eachMs + 300 });
    expect(attempt.outcome).toEqual({ kind: 'not-live' });
  });

  test('are not followed by halves: a head that hardly turns, or does not come back, is waited for', () => {
    expect(asked().turn(10).turn(0).turn(-25).outcome).toEqual({ kind: 'not-live' });
    const notBack = asked().turn(25).turn(20).turn(15);
    expect({ outcome: notBack.outcome, asks: notBack.asked.at(-1) }).toEqual({
      outcome: undefined,
      asks: 'look-straight',
    });
  });

  test('prove nothing for a face that no longer matches afterwards', () => {
    const attempt = asked().turn(25).turn(0).turn(-25).turn(0, 0.1).show(0.1, { forMs: 1_500 });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.judge.conclude()).toEqual({ kind: 'not-live' });
  });

  test('prove nothing for somebody who steps in halfway: everything begins anew', () => {
    const attempt = asked().turn(25).turn(0);
    attempt.show(0.6, { track: 2, pose: { yaw: -25, pitch: 0, roll: 0 } });
    attempt.show(0.6, { track: 2, forMs: 450 });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.asked.slice(-2)).toEqual(['hold-still', 'turn-left']);
  });

  test('allow for a nose that is not in the middle', () => {
    const pose = { yaw: 7, pitch: 0, roll: 0 };
    const attempt = new PlayedAttempt('always', ['right']).show(0.6, { pose, forMs: 450 });
    attempt.turn(-11).turn(7, 0.6);
    expect(attempt.outcome).toMatchObject({ kind: 'match', liveness: { challenge: 'passed' } });
  });

  test('give time to be finished, and not for ever', () => {
    const attempt = asked();
    expect(attempt.judge.patientUntil - attempt.now).toBeGreaterThan(turnRules.eachMs - 500);
    expect(new PlayedAttempt('off').show(0.6, { forMs: 150 }).judge.patientUntil).toBe(0);
  });

  test('cannot be known beforehand', () => {
    const drawn = Array.from({ length: 400 }, () => chanceSides().join(' '));
    expect(new Set(drawn)).toEqual(new Set(['left left', 'left right', 'right left', 'right right']));
    const lefts = drawn.filter((sides) => sides.startsWith('left')).length;
    // Four standard deviations around one half.
    expect(lefts).toBeGreaterThan(160);
    expect(lefts).toBeLessThan(240);
  });
});

describe('what never adds up to a match', () => {
  test('near misses, however many', () => {
    const attempt = new PlayedAttempt('on-doubt').show(0.42, { ...lively, forMs: 60_000 });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.judge.conclude()).toEqual({ kind: 'near-miss' });
  });

  test('one match of one face and one of another', () => {
    const attempt = new PlayedAttempt('on-doubt');
    for (let track = 1; track < 20; track += 1) attempt.show(0.9, { ...lively, track });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.judge.conclude()).toEqual({ kind: 'near-miss' });
  });

  test('pictures that were seen before', () => {
    const attempt = new PlayedAttempt('on-doubt').show(0.9, lively);
    for (let i = 0; i < 20; i += 1) attempt.hear({ kind: 'seen-before' });
    expect(attempt.outcome).toBeUndefined();
  });

  test.each([
    ['small', { share: 0.1 }],
    ['too near', { share: 0.95 }],
    ['turned away', { pose: { yaw: 30, pitch: 0, roll: 0 } }],
    ['tilted', { pose: { yaw: 0, pitch: 0, roll: 35 } }],
    ['blurred', { sharpness: 0.005 }],
    ['in the dark', { light: { mean: 20, clipped: 0, imbalance: 0 } }],
    ['burnt out', { light: { mean: 200, clipped: 0.5, imbalance: 0 } }],
    ['lit from one side', { light: { mean: 100, clipped: 0, imbalance: 0.7 } }],
    ['covered', { covering: { colour: 0.5, mouthLines: 0.1 } }],
  ])('faces that are %s', (_, flaw) => {
    const attempt = new PlayedAttempt('on-doubt').show(0.9, { ...lively, ...flaw, forMs: 3_000 });
    expect(attempt.outcome).toBeUndefined();
    expect(attempt.judge.conclude()).toEqual({ kind: 'no-face' });
  });
});
