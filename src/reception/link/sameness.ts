/**
 * What comparing one item of card and answer comes to. `unknown`: it cannot be said, neither that it is the same nor that
 * it is not.
 */
export const samenesses = ['same', 'unknown', 'other'] as const;
export type Sameness = (typeof samenesses)[number];

/** The most favourable of several ways to compare; `other` where there is none. */
export function bestOf(all: Iterable<Sameness>): Sameness {
  let best: Sameness = 'other';
  for (const each of all) {
    if (each === 'same') return each;
    if (each === 'unknown') best = each;
  }
  return best;
}
