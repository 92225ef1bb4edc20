import { describe, expect, test } from 'vitest';
import { laxestAt, referenceCurveOf } from '../../src/face/calibration/referenceCurve.ts';
import { type CalibrationInput, calibrationReport } from '../../src/face/calibration/report.ts';
import type { NotJudged } from '../../src/face/calibration/sittings.ts';
import type { Counted } from '../../src/face/calibration/spread.ts';
import type { ChosenProfile } from '../../src/face/models/chooseProfile.ts';
import { scoreScaleOf } from '../../src/face/models/manifest.ts';
import type { OwnNetwork } from '../../src/face/models/ownNetwork.ts';
import { onScale } from '../../src/face/pairs/report.ts';

const likenesses = (...values: readonly number[]): readonly Counted[] =>
  values.map((likeness) => ({ likeness, count: 1 }));

const standard: ChosenProfile = { profile: 'standard', modelsFolder: '' };

/** A network in use, stricter than the documented rate needs. */
function stricter(at: number): ChosenProfile {
  const score = { measure: 'cosine', accept: { at, falseMatchRate: 0.0001 }, nearMiss: { at: 0.35 } } as const;
  return { profile: 'standard', modelsFolder: '', own: { name: 'own', score } as OwnNetwork };
}

/** Three people; `genuine` are everybody's scores with themselves, `impostor` those of the first two with each other. */
function report(
  genuine: readonly number[],
  impostor: readonly number[],
  { chosen = standard, ...given }: Partial<CalibrationInput> = {},
) {
  const everybody = likenesses(...genuine);
  const strangers = likenesses(0.1, 0.2);
  return calibrationReport({
    chosen,
    compared: { genuine: [everybody, everybody, everybody], impostor: [likenesses(...impostor), strangers, strangers] },
    judged: 20,
    notJudged: [],
    reference: referenceCurveOf(standard),
    ...given,
  });
}

const [good, poor] = [
  [0.6, 0.7, 0.8],
  [0.45, 0.46, 0.39, 0.38],
];

describe('the curves that come with the program', () => {
  test.each(['standard', 'embedded'] as const)('say of %s what its manifest documents', (profile) => {
    const curve = referenceCurveOf(profile === 'standard' ? standard : { profile });
    if (!curve) throw new Error('no curve');
    const { accept, ...scale } = scoreScaleOf(profile);
    const laxest = onScale(scale)(laxestAt(curve, accept.falseMatchRate ?? 0));
    expect(laxest).toBeCloseTo(accept.at, 6);
  });

  test('know nothing of a network of one’s own', () => {
    expect(referenceCurveOf(stricter(0.5))).toBeUndefined();
  });
});

describe('a calibration', () => {
  test('leaves the threshold alone where people match themselves', () => {
    expect(report(good, [0.1])).toMatchObject({
      isLow: false,
      proposal: null,
      advice: [],
      threshold: { at: 0.43, falseMatchRate: 0.0001 },
      genuine: { comparisons: 9, median: 0.7, matching: 1 },
    });
  });

  test('never proposes a threshold that is laxer than the documented rate of false matches', () => {
    expect(report(poor, [0.1])).toMatchObject({ isLow: true, proposal: null, reference: { laxest: 0.43 } });
    for (const at of [0.44, 0.47, 0.5, 0.6]) {
      const { proposal } = report(poor, [0.1], { chosen: stricter(at) });
      if (proposal) expect(proposal.at).toBeGreaterThanOrEqual(0.43);
    }
  });

  test('proposes the strictest threshold that does, where the one in use is stricter than it need be', () => {
    const { proposal } = report([0.52, 0.53, 0.55], [0.1], { chosen: stricter(0.6) });
    expect(proposal).toEqual({ at: 0.52, matching: 1 });
  });

  test('proposes none at which two who were measured would be taken for each other', () => {
    expect(report([0.52, 0.53, 0.55], [0.53], { chosen: stricter(0.6) })).toMatchObject({
      isLow: true,
      proposal: null,
    });
  });

  test.each<[readonly NotJudged[], readonly string[]]>([
    [Array(6).fill('bad-light'), ['light']],
    [['blurred', 'too-far', 'too-far', 'too-far', 'too-near', 'too-near'], ['distance']],
    [
      [...Array(9).fill('dark'), ...Array(9).fill('looks-away'), 'bad-light'],
      ['light', 'height'],
    ],
    [Array(9).fill('no-face'), ['look-over']],
    [[], ['look-over']],
  ])('says what to change where that is all: %j', (notJudged, advice) => {
    expect(report(poor, [0.1], { notJudged }).advice).toEqual(advice);
  });

  test('says by pairs of people, never by pictures, how much it is worth', () => {
    expect(report(good, [0.1, 0.2, 0.3]).impostor).toMatchObject({ pairs: 3, pairsMatching: 0, rateBelow: 1 });
    expect(report(good, [0.1, 0.43, 0.5]).impostor).toMatchObject({ pairs: 3, pairsMatching: 1, rateBelow: null });
    const impostor = Array.from({ length: 45 }, () => likenesses(0.1));
    const ten = report(good, [], { compared: { genuine: [likenesses(0.7)], impostor } });
    expect(ten.impostor.rateBelow).toBeCloseTo(3 / 45);
  });

  test('has no bar that is half a match, and loses nobody', () => {
    const { bars } = report([0.43, 0.4299, 0.9], [0.1]);
    const shares = bars.filter(({ isMatch }) => isMatch).reduce((sum, { genuine }) => sum + genuine, 0);
    expect(shares).toBeCloseTo(2 / 3);
    expect(bars.reduce((sum, { impostor }) => sum + impostor, 0)).toBeCloseTo(1);
  });
});
