/** So many comparisons came out about this alike. Likeness: the higher the more alike, whatever the profile's scale. */
export interface Counted {
  readonly likeness: number;
  readonly count: number;
}

/** Sums of hundredths are not quite hundredths. */
export const grain = 1e-9;

/** Share of the comparisons that are a match from `threshold` (a likeness) on; 0 where there are none. */
export function shareReaching(scores: readonly Counted[], threshold: number): number {
  const reaching = scores.filter(({ likeness }) => likeness >= threshold - grain);
  return totalOf(reaching) / Math.max(1, totalOf(scores));
}

/** The likeness that half of the comparisons reach; null where there are none. */
export function medianOf(scores: readonly Counted[]): number | null {
  const half = totalOf(scores) / 2;
  let passed = 0;
  for (const { likeness, count } of scores.toSorted((one, other) => one.likeness - other.likeness)) {
    passed += count;
    if (passed >= half) return likeness;
  }
  return null;
}

export function totalOf(scores: readonly Counted[]): number {
  return scores.reduce((sum, { count }) => sum + count, 0);
}
