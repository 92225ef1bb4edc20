import type { FaceProfile } from '../faceMatcher.ts';
import type { ScoreScale } from '../models/manifest.ts';
import type { StageTimes } from './embedPicture.ts';
import {
  accuracyAt,
  equalErrorRate,
  errorsAt,
  mostAccurateThreshold,
  type ScoredPair,
  thresholdFor,
  tradeOff,
} from './errorRates.ts';
import { foldsOf } from './folds.ts';

/** The false match rates at which the true match rate is told. */
export const targetRates = ['1e-2', '1e-3'] as const;
export type TargetRate = (typeof targetRates)[number];

/** One fold, judged by thresholds that were chosen on all others. Thresholds are on the profile's own scale. */
export interface FoldReport {
  readonly pairs: number;
  readonly threshold: number;
  readonly accuracy: number;
  readonly at: Readonly<Record<TargetRate, FarReport>>;
}

/** What a threshold chosen for a false match rate came to on pairs it had not seen. */
interface FarReport {
  readonly threshold: number;
  readonly trueMatchRate: number;
  readonly falseMatchRate: number;
}

/** How a profile does on labelled pairs. Rates are shares from 0 to 1; null where the pairs cannot tell. */
export interface PairsReport {
  readonly profile: FaceProfile;
  /** Whether one side of each pair was turned into a stand-in for a chip photo. */
  readonly chip: boolean;
  readonly pairs: number;
  /** Pictures that were embedded, each once. */
  readonly pictures: number;
  /** Share of the pictures in which a face was found. */
  readonly detected: number;
  /** Pairs decided rightly, thresholds chosen on the other folds. A face that is not found is no match. */
  readonly accuracy: number | null;
  readonly eer: number | null;
  /** True match rate at thresholds that keep to this false match rate on the other folds. */
  readonly tar: Readonly<Record<TargetRate, number>> | null;
  /** What that false match rate came to on the fold itself. */
  readonly far: Readonly<Record<TargetRate, number>> | null;
  /** Where the kiosk's match begins: the manifest's, never chosen on these pairs. */
  readonly threshold: number;
  /** What the kiosk's own thresholds do on these pairs. */
  readonly atThreshold: { readonly falseMatchRate: number | null; readonly falseNonMatchRate: number | null };
  readonly folds: readonly FoldReport[];
  /** Median milliseconds from a picture's bytes to its embedding, on one thread. */
  readonly ms: number | null;
  /** The same by stage. */
  readonly stagesMs: StageTimes | null;
}

/** What was measured. */
export interface Measured {
  readonly profile: FaceProfile;
  readonly scale: ScoreScale;
  readonly chip: boolean;
  readonly pairs: readonly ScoredPair[];
  readonly pictures: number;
  /** Of every picture in which a face was found. */
  readonly times: readonly StageTimes[];
}

/** Works out what scored pairs say about a profile. */
export function reportOn({ profile, scale, chip, pairs, pictures, times }: Measured): PairsReport {
  const toScale = onScale(scale);
  const known = foldsOf(pairs);
  const folds = known.length < 2 ? [] : known.map((fold) => judge(fold, known, toScale));
  const hasSame = pairs.some(({ same }) => same);
  const hasDifferent = pairs.some(({ same }) => !same);
  const kiosk = errorsAt(pairs, toScale(scale.accept.at));
  return {
    profile,
    chip,
    pairs: pairs.length,
    pictures,
    detected: times.length / pictures,
    accuracy: folds.length > 0 ? weightedMean(folds, ({ accuracy }) => accuracy) : null,
    eer: hasSame && hasDifferent ? equalErrorRate(tradeOff(pairs)) : null,
    tar: byTarget(folds, ({ trueMatchRate }) => trueMatchRate),
    far: byTarget(folds, ({ falseMatchRate }) => falseMatchRate),
    threshold: scale.accept.at,
    atThreshold: {
      falseMatchRate: hasDifferent ? kiosk.falseMatchRate : null,
      falseNonMatchRate: hasSame ? kiosk.falseNonMatchRate : null,
    },
    folds,
    ms: median(times.map(({ decode, find, embed }) => decode + find + embed)),
    stagesMs: stageMedians(times),
  };
}

/** Turns a score into a likeness, which is the higher the more alike, and back. */
export function onScale({ measure }: Pick<ScoreScale, 'measure'>): (score: number) => number {
  return measure === 'cosine' ? (score) => score : (score) => -score;
}

function judge(
  fold: readonly ScoredPair[],
  all: readonly (readonly ScoredPair[])[],
  toScale: (likeness: number) => number,
): FoldReport {
  const others = all.filter((other) => other !== fold).flat();
  const threshold = mostAccurateThreshold(others);
  const at = (target: TargetRate): FarReport => {
    const point = errorsAt(fold, thresholdFor(others, Number(target)));
    return {
      threshold: toScale(point.threshold),
      trueMatchRate: 1 - point.falseNonMatchRate,
      falseMatchRate: point.falseMatchRate,
    };
  };
  return {
    pairs: fold.length,
    threshold: toScale(threshold),
    accuracy: accuracyAt(fold, threshold),
    at: { '1e-2': at('1e-2'), '1e-3': at('1e-3') },
  };
}

function byTarget(
  folds: readonly FoldReport[],
  rate: (far: FarReport) => number,
): Readonly<Record<TargetRate, number>> | null {
  if (folds.length === 0) return null;
  const mean = (target: TargetRate) => weightedMean(folds, ({ at }) => rate(at[target]));
  return { '1e-2': mean('1e-2'), '1e-3': mean('1e-3') };
}

function weightedMean(folds: readonly FoldReport[], value: (fold: FoldReport) => number): number {
  const pairs = folds.reduce((sum, fold) => sum + fold.pairs, 0);
  return folds.reduce((sum, fold) => sum + value(fold) * fold.pairs, 0) / pairs;
}

function stageMedians(times: readonly StageTimes[]): StageTimes | null {
  const decode = median(times.map((each) => each.decode));
  const find = median(times.map((each) => each.find));
  const embed = median(times.map((each) => each.embed));
  return decode === null || find === null || embed === null ? null : { decode, find, embed };
}

function median(values: readonly number[]): number | null {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? null;
}
