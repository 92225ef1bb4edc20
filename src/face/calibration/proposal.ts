import { type Counted, shareReaching } from './spread.ts';

/** Another threshold, on the profile's own scale. */
export interface Proposal {
  readonly at: number;
  /** Share of the same people's comparisons that would be a match here. */
  readonly matching: number;
}

/** Scores and thresholds as likenesses. */
export interface ProposalInput {
  /** The one in use. */
  readonly threshold: number;
  /** The laxest that keeps to the documented false-match rate. */
  readonly laxest: number;
  readonly genuine: readonly Counted[];
  readonly impostor: readonly Counted[];
  /** Whether people would still match themselves too rarely. */
  readonly isLowAt: (threshold: number) => boolean;
}

/**
 * The strictest threshold, in hundredths below the one in use, that would do; else the laxest allowed. Null where
 * there is no room above the documented false-match rate, where it would help nobody, or where two of the people who
 * were measured would be taken for each other: then it is the camera or the light that has to change.
 */
export function proposalFor({ threshold, laxest, genuine, impostor, isLowAt }: ProposalInput): Proposal | null {
  const hundredths = (likeness: number) => Math.ceil(Math.round(1e6 * likeness) / 1e4);
  const all = Array.from(
    { length: Math.max(0, hundredths(threshold) - hundredths(laxest)) },
    (_, step) => (hundredths(threshold) - 1 - step) / 100,
  );
  const at = all.find((each) => !isLowAt(each)) ?? all.at(-1);
  if (at === undefined) return null;
  const matching = shareReaching(genuine, at);
  const helps = matching > shareReaching(genuine, threshold);
  return helps && shareReaching(impostor, at) === 0 ? { at, matching } : null;
}
