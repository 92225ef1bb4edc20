import { ok, type Result } from '../problem/result.ts';
import type { Notes } from '../storage/notes.ts';
import { type Anchor, anchorLine, parseAnchor } from './anchor.ts';

/** Where a witness lies: a database of the kiosk that is not the trail's. */
export type WitnessName = 'queue' | 'statistics';

/**
 * Keeps the newest anchor of each trail this kiosk had, outside the trail's own folder: a trail that is taken away,
 * or put back as it was earlier, no longer agrees with it. Errors: those of where it is kept.
 */
export interface Witness {
  readonly name: WitnessName;
  /** The newest anchor of each trail; undefined stands for one that was damaged. */
  anchors(): Result<readonly (Anchor | undefined)[]>;
  /** In the place of the one of the same trail that was kept before. */
  keep(anchor: Anchor): Result<void>;
  forget(trail: string): Result<void>;
}

const prefix = 'audit.';

/** A witness among the notes of another database. */
export function witnessIn(name: WitnessName, notes: Notes): Witness {
  return {
    name,
    anchors: () => {
      const all = notes.all();
      return all.ok ? ok(anchorsAmong(all.value)) : all;
    },
    keep: (anchor) => notes.write(`${prefix}${anchor.trail}`, anchorLine(anchor).trim()),
    forget: (trail) => notes.remove(`${prefix}${trail}`),
  };
}

/** What a witness kept, from notes that were read by somebody else. */
export function anchorsAmong(notes: ReadonlyMap<string, string>): readonly (Anchor | undefined)[] {
  return [...notes].flatMap(([name, text]) => (name.startsWith(prefix) ? [parseAnchor(text)] : []));
}
