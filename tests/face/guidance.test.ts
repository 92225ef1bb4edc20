import { describe, expect, test } from 'vitest';
import type { FaceGuidance } from '../../src/face/guidance.ts';
import { Guide, guidanceStableMs } from '../../src/face/guide.ts';
import { guidanceFor } from '../../src/face/quality/guidanceFor.ts';
import type { FaceMeasures } from '../../src/face/quality/measures.ts';
import { placedIn } from '../../src/face/quality/placement.ts';
import { shownPart } from '../../src/face/shownPart.ts';
import { PlayedPatient } from '../../src/simulator/camera/patient.ts';
import { scriptNames, stepsOf } from '../../src/simulator/camera/scripts.ts';
import { faceLook } from '../support/face/faces.ts';

describe('the words for one picture', () => {
  const flawed = (measures: Partial<FaceMeasures>) => guidanceFor(faceLook(0.9, measures));
  const away = { yaw: 40, pitch: 0, roll: 0 };
  const dark = { mean: 10, clipped: 0, imbalance: 0 };
  const masked = { colour: 0.6, mouthLines: 0.1 };

  test.each<readonly [Partial<FaceMeasures>, FaceGuidance]>([
    [{}, 'hold-still'],
    [{ share: 0.1 }, 'closer'],
    [{ share: 0.9 }, 'farther'],
    [{ placement: { x: -0.6, y: 0 } }, 'move-right'],
    [{ placement: { x: 0.6, y: 0.5 } }, 'move-left'],
    [{ placement: { x: 0.3, y: 0.7 } }, 'move-up'],
    [{ placement: { x: 0.1, y: -0.8 } }, 'move-down'],
    [{ placement: { x: 0.3, y: -0.3 } }, 'hold-still'],
    [{ placement: { x: 0.9, y: 0 }, pose: away, covering: masked }, 'move-left'],
    [{ placement: { x: 0.9, y: 0 }, share: 0.1 }, 'closer'],
    [{ pose: away }, 'look-straight'],
    [{ pose: { ...away, yaw: -40 } }, 'look-straight'],
    [{ light: dark }, 'to-the-light'],
    [{ covering: masked }, 'uncover'],
    [{ sharpness: 0 }, 'hold-still'],
  ])('%j asks for %s', (measures, guidance) => {
    expect(flawed(measures)).toBe(guidance);
  });

  test.each<readonly [number, FaceGuidance, FaceGuidance]>([
    [-0.6, 'move-down', 'move-down'],
    [-0.3, 'hold-still', 'move-down'],
    [0, 'hold-still', 'hold-still'],
    [0.25, 'hold-still', 'hold-still'],
    [0.5, 'move-up', 'hold-still'],
    [0.7, 'move-up', 'move-up'],
  ])('with the face %d below the middle: %s, in the low position %s', (y, standing, low) => {
    const asked = [false, true].map((isLow) => flawed({ placement: placedIn(shownPart(isLow), { x: 0.2, y }) }));
    expect(asked).toEqual([standing, low]);
  });

  test('are about what the patient can mend first, however much is wrong', () => {
    const everything = { pose: away, light: dark, covering: masked, sharpness: 0 };
    expect(flawed({ ...everything, share: 0.1 })).toBe('closer');
    expect(flawed(everything)).toBe('to-the-light');
    expect(flawed({ ...everything, light: { mean: 140, clipped: 0, imbalance: 0 } })).toBe('look-straight');
  });

  test('are not about likeness: a stranger is told what the holder is told', () => {
    for (const share of [0.1, 0.5, 0.9]) {
      expect(guidanceFor(faceLook(0.02, { share }))).toBe(guidanceFor(faceLook(0.95, { share })));
    }
  });
});

describe('the words on the screen', () => {
  /** What is told when pictures, one every 100 ms, ask for these. */
  function told(asked: readonly FaceGuidance[], atOnce = false): readonly (readonly [number, FaceGuidance])[] {
    const words: [number, FaceGuidance][] = [];
    let now = 0;
    const guide = new Guide((guidance) => words.push([now, guidance]));
    for (const guidance of asked) {
      now += 100;
      guide.see(guidance, now, atOnce);
    }
    return words;
  }
  const times = (count: number, guidance: FaceGuidance) => Array.from({ length: count }, () => guidance);

  test('begin at once, and change only for what has been true for 700 ms', () => {
    expect(guidanceStableMs).toBe(700);
    expect(told([...times(7, 'closer'), ...times(20, 'hold-still')])).toEqual([
      [0, 'look-here'],
      [1_500, 'hold-still'],
    ]);
  });

  test('follow a challenge at once, but never sooner than 700 ms after the words before', () => {
    const words = told([...times(1, 'turn-left'), ...times(3, 'look-straight'), ...times(20, 'turn-right')], true);
    expect(words).toEqual([
      [0, 'look-here'],
      [100, 'turn-left'],
      [800, 'turn-right'],
    ]);
  });
});

describe('a played patient', () => {
  test('does as the script says until the screen asks, then stands there', () => {
    const patient = new PlayedPatient(stepsOf('moves'));
    expect(patient.stanceAt(100)).toMatchObject({ turn: 2, nearness: 1 });
    patient.obey('look-straight', 900);
    expect(patient.stanceAt(1_000)).toMatchObject({ turn: 2 });
    expect(patient.stanceAt(1_400).nearness).toBeLessThan(0.5);
    patient.obey('closer', 2_500);
    expect(patient.stanceAt(3_000)).toMatchObject({ turn: 0, nearness: 1 });
  });

  test('is not moved by words that are meant for something else, and loses patience in the end', () => {
    const patient = new PlayedPatient(stepsOf('moves'));
    patient.obey('uncover', 500);
    expect(patient.stanceAt(10_000)).toMatchObject({ turn: 2 });
    expect(patient.stanceAt(30_000).nearness).toBeLessThan(0.5);
    expect(patient.stanceAt(60_000)).toMatchObject({ turn: 0, nearness: 1 });
  });

  test('turns the head when asked, takes a moment for it, and turns back', () => {
    const patient = new PlayedPatient([]);
    patient.obey('turn-right', 0);
    expect([0, 300, 600, 1_000].map((at) => patient.stanceAt(at).turn)).toEqual([0, 0, -1, -2]);
    patient.obey('look-straight', 1_000);
    expect([1_300, 1_600, 2_000].map((at) => patient.stanceAt(at).turn)).toEqual([-2, -1, 0]);
  });

  test.each(scriptNames)('has something to do in the script %s', (name) => {
    expect(stepsOf(name).length).toBeGreaterThan(0);
  });
});
