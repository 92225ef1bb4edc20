import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { scoreScaleOf } from '../../src/face/models/manifest.ts';
import { detImage, detSvg } from '../../src/face/pairs/detPlot.ts';
import {
  accuracyAt,
  equalErrorRate,
  errorsAt,
  mostAccurateThreshold,
  type ScoredPair,
  thresholdFor,
  tradeOff,
} from '../../src/face/pairs/errorRates.ts';
import { foldsOf } from '../../src/face/pairs/folds.ts';
import { type Measured, reportOn } from '../../src/face/pairs/report.ts';

const scored = (same: boolean, ...likenesses: readonly number[]): readonly ScoredPair[] =>
  likenesses.map((likeness) => ({ same, likeness }));
const notFound = Number.NEGATIVE_INFINITY;

/** Labelled scores on a grid, so that ties happen; now and then a face that was not found. */
const someScores = fc.array(
  fc.record({ same: fc.boolean(), likeness: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constant(notFound)) }),
  { minLength: 1, maxLength: 60 },
);

describe('error rates, by hand', () => {
  const pairs = [...scored(true, 0.9, 0.8, 0.6, 0.3), ...scored(false, 0.5, 0.2, 0.1, -0.1)];

  test('count strangers taken for the same and people not recognised; the threshold itself matches', () => {
    expect(errorsAt(pairs, 0.6)).toEqual({ threshold: 0.6, falseMatchRate: 0, falseNonMatchRate: 0.25 });
    expect(errorsAt(pairs, 0.25)).toEqual({ threshold: 0.25, falseMatchRate: 0.25, falseNonMatchRate: 0 });
    expect(accuracyAt(pairs, 0.6)).toBe(7 / 8);
  });

  test('meet at the equal error rate', () => {
    expect(equalErrorRate(tradeOff(pairs))).toBe(0.25);
    expect(equalErrorRate(tradeOff([...scored(true, 1), ...scored(false, 0)]))).toBe(0);
    expect(equalErrorRate(tradeOff([...scored(true, 0), ...scored(false, 1)]))).toBe(1);
  });

  test('take a face that is not found for no match: an error among the same, none among strangers', () => {
    const withMisses = [...pairs, ...scored(true, notFound), ...scored(false, notFound)];
    expect(errorsAt(withMisses, -1)).toMatchObject({ falseMatchRate: 4 / 5, falseNonMatchRate: 1 / 5 });
    expect(tradeOff(withMisses).at(-1)).toMatchObject({ falseMatchRate: 4 / 5, falseNonMatchRate: 1 / 5 });
  });

  test('refuse everybody where no threshold keeps to the rate', () => {
    expect(errorsAt(pairs, thresholdFor(pairs, -1)).falseNonMatchRate).toBe(1);
  });
});

describe('of any scores', () => {
  test('a threshold for a false match rate keeps to it, and the next laxer decision does not', () => {
    fc.assert(
      fc.property(someScores, fc.constantFrom(0, 0.01, 0.1, 0.3), (pairs, most) => {
        const chosen = errorsAt(pairs, thresholdFor(pairs, most));
        expect(chosen.falseMatchRate).toBeLessThanOrEqual(most);
        const laxer = tradeOff(pairs).find(({ threshold }) => threshold < chosen.threshold);
        if (laxer) expect(laxer.falseMatchRate).toBeGreaterThan(most);
      }),
    );
  });

  test('no threshold at all decides more pairs rightly than the one that is chosen', () => {
    fc.assert(
      fc.property(someScores, fc.integer({ min: -42, max: 42 }), (pairs, half) => {
        expect(accuracyAt(pairs, mostAccurateThreshold(pairs))).toBeGreaterThanOrEqual(accuracyAt(pairs, half / 2));
      }),
    );
  });

  test('the curve only ever trades one error for the other, and tells the errors its thresholds make', () => {
    fc.assert(
      fc.property(someScores, (pairs) => {
        const curve = tradeOff(pairs);
        for (const [at, point] of curve.entries()) {
          const before = curve[at - 1];
          if (before) {
            expect(point.falseMatchRate).toBeGreaterThanOrEqual(before.falseMatchRate);
            expect(point.falseNonMatchRate).toBeLessThanOrEqual(before.falseNonMatchRate);
          }
          const counted = errorsAt(pairs, point.threshold);
          if (pairs.some(({ same }) => !same)) expect(counted.falseMatchRate).toBeCloseTo(point.falseMatchRate, 12);
          if (pairs.some(({ same }) => same))
            expect(counted.falseNonMatchRate).toBeCloseTo(point.falseNonMatchRate, 12);
        }
      }),
    );
  });

  test('every pair is judged in exactly one fold, and the folds hold both labels in equal parts', () => {
    fc.assert(
      fc.property(someScores, (pairs) => {
        const folds = foldsOf(pairs);
        expect(new Set(folds.flat()).size).toBe(pairs.length);
        expect(folds.flat()).toHaveLength(pairs.length);
        for (const same of [true, false]) {
          const sizes = folds.map((fold) => fold.filter((pair) => pair.same === same).length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

test('a file in the form of the protocol falls into its own ten folds', () => {
  const protocol = Array.from({ length: 10 }, (_, fold) => [
    ...Array.from({ length: 30 }, () => ({ same: true, fold })),
    ...Array.from({ length: 30 }, () => ({ same: false, fold })),
  ]);
  const folds = foldsOf(protocol.flat());
  expect(folds.map((items) => [...new Set(items.map(({ fold }) => fold))])).toEqual(protocol.map((_, at) => [at]));
});

describe('a report', () => {
  const scale = scoreScaleOf('standard');
  const measured = (pairs: readonly ScoredPair[]): Measured => ({
    profile: 'standard',
    scale,
    chip: false,
    pairs,
    pictures: 2 * pairs.length,
    times: Array.from({ length: 2 * pairs.length }, () => ({ decode: 1, find: 2, embed: 3 })),
  });
  const spread = (same: boolean, from: number, to: number, count: number) =>
    scored(same, ...Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1)));
  const pairs = [...spread(true, 0.2, 0.9, 200), ...spread(false, -0.3, 0.3, 200)];

  test('judges a fold by thresholds that the fold itself had no say in', () => {
    const [first] = foldsOf(pairs);
    if (!first) throw new Error('there are ten');
    const inFirst = new Set(first);
    // The same pairs, but the first fold has become easy.
    const changed = pairs.map((pair) => (inFirst.has(pair) ? { ...pair, likeness: pair.same ? 1 : -1 } : pair));
    const [before, after] = [reportOn(measured(pairs)).folds[0], reportOn(measured(changed)).folds[0]];
    expect(after?.threshold).toBe(before?.threshold);
    expect(after?.at['1e-3'].threshold).toBe(before?.at['1e-3'].threshold);
    expect(before?.accuracy).toBeLessThan(0.9);
    expect(after?.accuracy).toBe(1);
  });

  test("tells what the kiosk's own threshold does, whatever the pairs would have chosen", () => {
    const report = reportOn(measured(pairs));
    expect(report.threshold).toBe(scale.accept.at);
    const refused = pairs.filter(({ same, likeness }) => same && likeness < scale.accept.at).length;
    expect(report.atThreshold).toEqual({ falseMatchRate: 0, falseNonMatchRate: refused / 200 });
    expect(report).toMatchObject({ pairs: 400, pictures: 800, detected: 1, ms: 6, folds: { length: 10 } });
  });

  test('says null instead of a rate that the pairs cannot tell', () => {
    expect(reportOn(measured(scored(true, 0.5, 0.6)))).toMatchObject({
      accuracy: null,
      eer: null,
      tar: null,
      far: null,
      atThreshold: { falseMatchRate: null, falseNonMatchRate: 0 },
    });
  });

  test('puts distances back on their own scale, the lower the more alike', () => {
    const embedded = scoreScaleOf('embedded');
    const distances = [...spread(true, -0.5, -0.2, 50), ...spread(false, -1, -0.7, 50)];
    const report = reportOn({ ...measured(distances), profile: 'embedded', scale: embedded });
    expect(report.accuracy).toBe(1);
    for (const { threshold } of report.folds) expect(threshold).toBeCloseTo(0.6, 1);
  });

  test("draws the curve and where the kiosk's threshold lies on it, inside the axes", () => {
    const svg = detSvg({ title: 'standard', scale, pairs });
    expect(svg).toContain("the kiosk's threshold, 0.43");
    expect(svg).toContain('400 pairs, 200 of strangers');
    const curve = /<path d="([^"]+)" fill="none" stroke="#0b6e4f"/.exec(svg)?.[1] ?? '';
    const places = curve
      .slice(1)
      .split('L')
      .map((place) => place.split(',').map(Number));
    expect(places.length).toBeGreaterThan(10);
    for (const [x = Number.NaN, y = Number.NaN] of places) {
      expect(x).toBeGreaterThanOrEqual(84);
      expect(x).toBeLessThanOrEqual(616);
      expect(y).toBeGreaterThanOrEqual(60);
      expect(y).toBeLessThanOrEqual(536);
    }
  });

  test('draws the same as PNG', async () => {
    const png = await detImage(detSvg({ title: 'standard', scale, pairs }));
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1280, height: 1200 });
  });
});
