import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../system/paths.ts';
import type { ChosenProfile } from '../models/chooseProfile.ts';
import { type ScoreScale, scoreScaleOf } from '../models/manifest.ts';
import { onScale } from '../pairs/report.ts';
import { type Counted, shareReaching } from './spread.ts';

/** Scores of a hundredth are counted together: `counts[0]` are those from `from` hundredths up to the next. */
const hundredths = z.strictObject({ from: z.int(), counts: z.array(z.int().nonnegative()) });

const curveFile = z.strictObject({
  set: z.string(),
  pictures: z.int().positive(),
  people: z.int().positive(),
  /** Two pictures of one person, and of two, on the profile's own scale: every picture with every other. */
  genuine: hundredths,
  impostor: hundredths,
});

type Hundredths = z.infer<typeof hundredths>;

/** How a profile's scores came out on the photographs that its thresholds were measured with. Counts, nobody's face. */
export interface ReferenceCurve {
  readonly set: string;
  readonly pictures: number;
  readonly people: number;
  readonly genuine: readonly Counted[];
  readonly impostor: readonly Counted[];
}

/** The curve of a profile, `models/curves`; undefined for a network of one's own, which nobody here has measured. */
export function referenceCurveOf(chosen: ChosenProfile): ReferenceCurve | undefined {
  if (chosen.profile === 'standard' && chosen.own) return undefined;
  const file = join(projectRoot(), 'models', 'curves', `${chosen.profile}.json`);
  const { genuine, impostor, ...about } = curveFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { measure } = scoreScaleOf(chosen.profile);
  return { ...about, genuine: countedOf(genuine, measure), impostor: countedOf(impostor, measure) };
}

/** Each hundredth by its less alike end: so nothing counts as a match that may be none. */
function countedOf({ from, counts }: Hundredths, measure: ScoreScale['measure']): readonly Counted[] {
  const likeness = onScale({ measure });
  const end = measure === 'cosine' ? 0 : 1;
  return counts.map((count, at) => ({ likeness: likeness((from + at + end) / 100), count }));
}

/**
 * The laxest threshold, as a likeness in whole hundredths, at which no more than `rate` of the strangers of the curve
 * match. What is laxer has a higher rate of false matches than the one that is documented.
 */
export function laxestAt({ impostor }: ReferenceCurve, rate: number): number {
  const strict = impostor.map(({ likeness }) => likeness).filter((each) => shareReaching(impostor, each) <= rate);
  return Math.min(...strict);
}
