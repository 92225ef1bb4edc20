/** A pair's likeness: the higher the more alike; minus infinity where a face was not found, which is never a match. */
export interface ScoredPair {
  readonly likeness: number;
  readonly same: boolean;
}

/** Both errors of deciding "match" from `threshold` on. */
export interface OperatingPoint {
  readonly threshold: number;
  /** Share of strangers taken for the same person. */
  readonly falseMatchRate: number;
  /** Share of people not recognised. */
  readonly falseNonMatchRate: number;
}

/** The errors that one threshold makes; a likeness of exactly `threshold` is a match. */
export function errorsAt(pairs: readonly ScoredPair[], threshold: number): OperatingPoint {
  const [genuine, impostors] = [likenesses(pairs, true), likenesses(pairs, false)];
  return {
    threshold,
    falseMatchRate: shareOf(impostors, (likeness) => likeness >= threshold),
    falseNonMatchRate: shareOf(genuine, (likeness) => likeness < threshold),
  };
}

/** Share of pairs decided rightly at `threshold`. */
export function accuracyAt(pairs: readonly ScoredPair[], threshold: number): number {
  return shareOf(pairs, ({ likeness, same }) => likeness >= threshold === same);
}

/**
 * Every decision the scores allow, from the strictest threshold to the laxest: a detection error trade-off curve.
 * Thresholds lie halfway between neighbouring scores.
 */
export function tradeOff(pairs: readonly ScoredPair[]): readonly OperatingPoint[] {
  const found = pairs.filter(({ likeness }) => Number.isFinite(likeness));
  const sorted = found.toSorted((one, other) => other.likeness - one.likeness);
  const genuine = Math.max(1, likenesses(pairs, true).length);
  const impostors = Math.max(1, likenesses(pairs, false).length);
  const highest = sorted[0]?.likeness ?? 0;
  const points: OperatingPoint[] = [{ threshold: highest + 1, falseMatchRate: 0, falseNonMatchRate: 1 }];
  let [accepted, wrong] = [0, 0];
  for (const [at, { likeness, same }] of sorted.entries()) {
    if (same) accepted += 1;
    else wrong += 1;
    const next = sorted[at + 1]?.likeness ?? likeness - 1;
    if (next === likeness) continue;
    points.push({
      threshold: (likeness + next) / 2,
      falseMatchRate: wrong / impostors,
      falseNonMatchRate: (genuine - accepted) / genuine,
    });
  }
  return points;
}

/** Where both errors are equal, between the two decisions nearest to it. */
export function equalErrorRate(curve: readonly OperatingPoint[]): number {
  const after = curve.findIndex((point) => point.falseMatchRate >= point.falseNonMatchRate);
  const [one, other] = [curve[after - 1], curve[after]];
  if (!one || !other) return curve.at(-1)?.falseNonMatchRate ?? 1;
  const [gap, closed] = [one.falseNonMatchRate - one.falseMatchRate, other.falseMatchRate - other.falseNonMatchRate];
  const share = gap + closed === 0 ? 0 : gap / (gap + closed);
  return one.falseMatchRate + share * (other.falseMatchRate - one.falseMatchRate);
}

/** The threshold that decides most of these pairs rightly; of equally good ones the strictest. */
export function mostAccurateThreshold(pairs: readonly ScoredPair[]): number {
  const genuine = likenesses(pairs, true).length;
  const impostors = pairs.length - genuine;
  const right = ({ falseMatchRate, falseNonMatchRate }: OperatingPoint) =>
    (1 - falseNonMatchRate) * genuine + (1 - falseMatchRate) * impostors;
  const best = tradeOff(pairs).reduce((one, other) => (right(other) > right(one) ? other : one));
  return best.threshold;
}

/** The laxest threshold at which no more than `most` of these strangers match. */
export function thresholdFor(pairs: readonly ScoredPair[], most: number): number {
  const strict = tradeOff(pairs).filter(({ falseMatchRate }) => falseMatchRate <= most);
  return strict.at(-1)?.threshold ?? Number.POSITIVE_INFINITY;
}

function likenesses(pairs: readonly ScoredPair[], same: boolean): readonly number[] {
  return pairs.filter((pair) => pair.same === same).map(({ likeness }) => likeness);
}

function shareOf<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(test).length / items.length;
}
