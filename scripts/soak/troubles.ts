import type { Random } from '../../src/kernel/seededRandom.ts';

/** Something that is broken from one guest up to another. */
export interface Trouble {
  readonly from: number;
  readonly until: number;
  readonly target: 'gateway' | 'clinic' | 'disk' | 'camera';
  readonly kind: string;
}

interface TroubleKind extends Pick<Trouble, 'target' | 'kind'> {
  /** How often in a thousand guests. */
  readonly often: number;
  /** For how many guests at most. */
  readonly lasts: number;
}

/** What a year brings. The longest outages are shorter than the time a provisional reception is kept. */
const kinds: readonly TroubleKind[] = [
  { target: 'gateway', kind: 'down', often: 4, lasts: 40 },
  // Every question of these guests is waited for to the end of the kiosk's patience, by every clock.
  { target: 'gateway', kind: 'slow', often: 0.5, lasts: 3 },
  { target: 'gateway', kind: 'error', often: 2, lasts: 5 },
  { target: 'gateway', kind: 'garbage', often: 2, lasts: 3 },
  { target: 'clinic', kind: 'down', often: 4, lasts: 60 },
  { target: 'clinic', kind: 'error', often: 2, lasts: 10 },
  { target: 'clinic', kind: 'lose-answer', often: 2, lasts: 4 },
  { target: 'camera', kind: 'dead', often: 2, lasts: 10 },
  { target: 'camera', kind: 'frozen', often: 1, lasts: 5 },
  { target: 'disk', kind: 'full', often: 1, lasts: 2 },
];

/** The troubles of so many guests; one target is troubled in one way at a time. */
export function troublesOf(visits: number, random: Random): readonly Trouble[] {
  const all: Trouble[] = [];
  for (const { target, kind, often, lasts } of kinds) {
    const times = Math.max(visits >= 200 ? 1 : 0, Math.round((often * visits) / 1_000));
    for (let time = 0; time < times; time += 1) {
      const from = Math.floor(random() * visits);
      const until = Math.min(visits - 1, from + 1 + Math.floor(random() * lasts));
      const meets = all.some((each) => each.target === target && from <= each.until && each.from <= until);
      if (!meets && from < until) all.push({ from, until, target, kind });
    }
  }
  return all;
}
