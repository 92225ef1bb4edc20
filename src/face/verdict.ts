import type { ScoreScale } from './models/manifest.ts';

/** What one score says. */
export type Verdict = 'match' | 'near-miss' | 'no-match';

/** Reads a score on its profile's scale; the thresholds themselves count as reached. */
export function verdictOf(score: number, { measure, accept, nearMiss }: ScoreScale): Verdict {
  const reaches = (threshold: number) => (measure === 'cosine' ? score >= threshold : score <= threshold);
  if (reaches(accept.at)) return 'match';
  return reaches(nearMiss.at) ? 'near-miss' : 'no-match';
}

/** The better of two scores. */
export function betterOf(a: number, b: number, { measure }: ScoreScale): number {
  return measure === 'cosine' ? Math.max(a, b) : Math.min(a, b);
}
