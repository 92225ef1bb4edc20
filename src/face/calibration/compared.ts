import type { FaceNetworks } from '../networks/faceNetworks.ts';
import { onScale } from '../pairs/report.ts';
import type { Sitting } from './sittings.ts';
import type { Counted } from './spread.ts';

/** Somebody, once and once more. Without a name: who it is matters to nobody. */
export type SatTwice = readonly [first: Sitting, second: Sitting];

/** Scores of people with themselves and with each other, as likenesses. */
export interface Compared {
  /** For each person: the pictures of one sitting with those of the other. */
  readonly genuine: readonly (readonly Counted[])[];
  /** For each two people: all pictures of one with all of the other. */
  readonly impostor: readonly (readonly Counted[])[];
}

/** Compares everybody with themselves, across the sittings, and with everybody else. */
export function compare(
  { score, scale }: Pick<FaceNetworks, 'score' | 'scale'>,
  people: readonly SatTwice[],
): Compared {
  const likeness = onScale(scale);
  const scored = (some: Sitting['embeddings'], others: Sitting['embeddings']): readonly Counted[] =>
    some.flatMap((one) => others.map((other) => ({ likeness: likeness(score(one, other)), count: 1 })));
  const all = (sittings: SatTwice) => sittings.flatMap(({ embeddings }) => embeddings);
  return {
    genuine: people.map(([first, second]) => scored(first.embeddings, second.embeddings)),
    impostor: people.flatMap((one, at) => people.slice(at + 1).map((other) => scored(all(one), all(other)))),
  };
}
