import type { ReferenceCurve } from './referenceCurve.ts';
import { type Counted, grain, totalOf } from './spread.ts';

/** Comparisons within 0.05 of each other, by the end that is nearer to no match, on the profile's own scale. */
export interface ScoreBar {
  readonly from: number;
  readonly isMatch: boolean;
  /** Shares of all comparisons of the kind. */
  readonly genuine: number;
  readonly impostor: number;
  readonly reference: { readonly genuine: number; readonly impostor: number } | null;
}

interface BarsInput {
  readonly genuine: readonly Counted[];
  readonly impostor: readonly Counted[];
  readonly reference: ReferenceCurve | undefined;
  /** As a likeness. */
  readonly threshold: number;
  readonly toScale: (likeness: number) => number;
}

const width = 0.05;
/** A bar that nobody sees is not drawn. */
const visible = 0.0005;

/** The bars from the most alike to the least, counted from the threshold, so that none is half a match. */
export function barsOf({ genuine, impostor, reference, threshold, toScale }: BarsInput): readonly ScoreBar[] {
  const shares = (scores: readonly Counted[]) => sharesByBar(scores, threshold);
  const here = { genuine: shares(genuine), impostor: shares(impostor) };
  const there = reference && { genuine: shares(reference.genuine), impostor: shares(reference.impostor) };
  const seen = [here.genuine, here.impostor, ...(there ? [there.genuine, there.impostor] : [])]
    .flatMap((each) => [...each])
    .filter(([, share]) => share >= visible)
    .map(([at]) => at);
  if (seen.length === 0) return [];
  const [top, bottom] = [Math.max(...seen), Math.min(...seen)];
  return Array.from({ length: top - bottom + 1 }, (_, step) => {
    const at = top - step;
    const of = (kinds: typeof here) => ({ genuine: kinds.genuine.get(at) ?? 0, impostor: kinds.impostor.get(at) ?? 0 });
    return {
      from: Math.round(1_000 * toScale(threshold + at * width)) / 1_000,
      isMatch: at >= 0,
      ...of(here),
      reference: there ? of(there) : null,
    };
  });
}

/** Bar 0 is the first that matches, -1 the first that does not. */
function sharesByBar(scores: readonly Counted[], threshold: number): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  const all = totalOf(scores);
  for (const { likeness, count } of scores) {
    const bar = Math.floor((likeness - threshold + grain) / width);
    shares.set(bar, (shares.get(bar) ?? 0) + count / all);
  }
  return shares;
}
