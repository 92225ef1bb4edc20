import { isSound, type Suspects } from './links.ts';
import { type AuditRecord, noHash } from './record.ts';

/** A record that was written for another place than the one it has now. */
export interface Moved {
  readonly record: AuditRecord;
  /** The place it was written for. */
  readonly original: number;
}

/**
 * Finds out for which place each broken record was written. Its hash names the place without telling it, so a place
 * can only be tried; where to try says the chain: behind the record it is bound to, before the one bound to it, or as
 * far off as the record beside it.
 */
export function findMoved({ broken, fringe }: Suspects): readonly Moved[] {
  const placeOf = new Map(fringe.map((record) => [hex(record.hash), record.sequence]));
  placeOf.set(hex(noHash), 0);
  const placeBefore = new Map(fringe.map((record) => [hex(record.previous), record.sequence - 1]));
  const moved: Moved[] = [];
  let open = broken;
  for (;;) {
    let offset = 0;
    const left = open.filter((record) => {
      const after = placeOf.get(hex(record.previous));
      const candidates = [
        record.sequence + offset,
        ...(after === undefined ? [] : [after + 1]),
        placeBefore.get(hex(record.hash)),
        ...nearby.map((by) => record.sequence + by),
      ];
      const original = candidates.find((place) => place !== undefined && place > 0 && isSound(record, place));
      if (original === undefined) return true;
      offset = original - record.sequence;
      moved.push({ record, original });
      placeOf.set(hex(record.hash), original);
      placeBefore.set(hex(record.previous), original - 1);
      return false;
    });
    if (left.length === open.length) return moved;
    open = left;
  }
}

/** Few were taken out or put in, most of the time. */
const nearby = Array.from({ length: 32 }, (_, at) => (at % 2 === 0 ? 1 : -1) * (Math.floor(at / 2) + 1));

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
