import type { FaceProfile } from '../faceMatcher.ts';
import { type ChosenProfile, scaleOf } from '../models/chooseProfile.ts';
import type { ScoreScale } from '../models/manifest.ts';
import { onScale } from '../pairs/report.ts';
import { type Advice, adviceFrom } from './advice.ts';
import { barsOf, type ScoreBar } from './bars.ts';
import type { Compared } from './compared.ts';
import { type Proposal, proposalFor } from './proposal.ts';
import { laxestAt, type ReferenceCurve } from './referenceCurve.ts';
import type { NotJudged } from './sittings.ts';
import { type Counted, medianOf, shareReaching, totalOf } from './spread.ts';

/** What was measured at one kiosk. */
export interface CalibrationInput {
  readonly chosen: ChosenProfile;
  readonly compared: Compared;
  /** Of all sittings. */
  readonly notJudged: readonly NotJudged[];
  readonly judged: number;
  readonly reference: ReferenceCurve | undefined;
}

/** One kind of comparison: here, and on the photographs of the reference. */
export interface Kind {
  /** Comparisons of two pictures. */
  readonly comparisons: number;
  /** On the profile's own scale. */
  readonly median: number | null;
  /** Share that is a match at the threshold in use. */
  readonly matching: number;
}

/** What a camera and its light make of people who agreed. Thresholds and scores on the profile's own scale. */
export interface CalibrationReport {
  readonly profile: FaceProfile;
  readonly ownNetwork: string | null;
  readonly measure: ScoreScale['measure'];
  readonly people: number;
  readonly pictures: { readonly judged: number; readonly notJudged: Readonly<Partial<Record<NotJudged, number>>> };
  /** The one in use, and the false-match rate that is documented for it. */
  readonly threshold: { readonly at: number; readonly falseMatchRate: number | null };
  readonly genuine: Kind;
  readonly impostor: Kind & {
    /** Pairs of people: the pictures of two people are not so many strangers. */
    readonly pairs: number;
    /** Pairs of whom at least one comparison is a match. */
    readonly pairsMatching: number;
    /** With nobody matching, the rate is below this (95 %, rule of three); null where somebody was. */
    readonly rateBelow: number | null;
  };
  /** The photographs that the thresholds were measured with; null for a network of one's own. */
  readonly reference: {
    readonly set: string;
    readonly genuine: Kind;
    readonly impostor: Kind;
    /** The laxest threshold that keeps to the documented rate: nothing laxer is ever proposed. */
    readonly laxest: number | null;
  } | null;
  /** Whether people match themselves clearly less often than on the reference. */
  readonly isLow: boolean;
  readonly proposal: Proposal | null;
  readonly advice: readonly Advice[];
  /** Shares of each kind by score, the most alike first; a bar begins or ends at the threshold. */
  readonly bars: readonly ScoreBar[];
}

/** Of a network that nobody has measured this many misses are few. */
const fewMisses = 0.05;
/** Above this many times the misses on the reference it is the camera or the light. */
const manyTimes = 2;

/** Works out what the scores of one kiosk say. */
export function calibrationReport({
  chosen,
  compared,
  judged,
  notJudged,
  reference,
}: CalibrationInput): CalibrationReport {
  const scale = scaleOf(chosen);
  const toScale = onScale(scale);
  const threshold = toScale(scale.accept.at);
  const rate = scale.accept.falseMatchRate;
  const laxest = reference && rate !== undefined ? laxestAt(reference, rate) : undefined;
  const [genuine, impostor] = [compared.genuine.flat(), compared.impostor.flat()];
  const kind = (scores: readonly Counted[]): Kind => {
    const median = medianOf(scores);
    return {
      comparisons: totalOf(scores),
      median: median === null ? null : toScale(median),
      matching: shareReaching(scores, threshold),
    };
  };
  const isLowAt = (likeness: number): boolean => {
    const usual = reference ? manyTimes * (1 - shareReaching(reference.genuine, likeness)) : fewMisses;
    return 1 - shareReaching(genuine, likeness) > usual;
  };
  const proposal =
    laxest === undefined || !isLowAt(threshold) ? null : proposalFor({ threshold, laxest, genuine, impostor, isLowAt });
  return {
    profile: chosen.profile,
    ownNetwork: (chosen.profile === 'standard' && chosen.own?.name) || null,
    measure: scale.measure,
    people: compared.genuine.length,
    pictures: { judged, notJudged: tally(notJudged) },
    threshold: { at: scale.accept.at, falseMatchRate: rate ?? null },
    genuine: kind(genuine),
    impostor: { ...kind(impostor), ...strangersAmong(compared, threshold) },
    reference: reference
      ? {
          set: reference.set,
          genuine: kind(reference.genuine),
          impostor: kind(reference.impostor),
          laxest: laxest === undefined ? null : toScale(laxest),
        }
      : null,
    isLow: isLowAt(threshold),
    proposal: proposal && { ...proposal, at: toScale(proposal.at) },
    advice: isLowAt(threshold) && !proposal ? adviceFrom(notJudged, judged) : [],
    bars: barsOf({ genuine, impostor, reference, threshold, toScale }),
  };
}

/** Rule of three: an event that n tries have not shown is rarer than 3 in n, with 95 %. */
function strangersAmong({ impostor }: Compared, threshold: number) {
  const pairs = impostor.length;
  const pairsMatching = impostor.filter((scores) => shareReaching(scores, threshold) > 0).length;
  return { pairs, pairsMatching, rateBelow: pairsMatching === 0 && pairs > 0 ? Math.min(1, 3 / pairs) : null };
}

function tally(reasons: readonly NotJudged[]): Readonly<Partial<Record<NotJudged, number>>> {
  const counts: Partial<Record<NotJudged, number>> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
