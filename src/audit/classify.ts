import type { Finding } from './findings.ts';
import { type Suspects, sameBytes } from './links.ts';
import { findMoved, type Moved } from './places.ts';
import type { AuditRecord } from './record.ts';

/** What the chain alone says, and how far the trail once went as far as it can tell. */
export interface ChainFindings {
  readonly findings: readonly Finding[];
  readonly lastPlace: number;
}

/**
 * Names what was done to the records that one pass left as suspects.
 * @param vouchedFor places whose records a signature vouches for: those are not to blame for a link that breaks.
 */
export function classify(suspects: Suspects, vouchedFor: ReadonlySet<number>): ChainFindings {
  const { broken, gaps, lastSound } = suspects;
  const { moved, inserted } = settleClaims(suspects, findMoved(suspects));
  const claimed = new Set(moved.map(({ original }) => original));
  const known = new Set([...inserted, ...moved.map(({ record }) => record.sequence)]);
  // What is not known from elsewhere was changed where it stands, or does not belong there at all.
  const strange = broken.map(({ sequence }) => sequence).filter((place) => !known.has(place));
  const edited = strange.filter((place) => !claimed.has(place));
  const foreign = new Set([...inserted, ...strange.filter((place) => claimed.has(place))]);
  const lastPlace = Math.max(foreign.has(lastSound) ? 0 : lastSound, ...claimed, ...edited);
  const guilty = blamed(suspects, vouchedFor).filter((place) => !foreign.has(place));
  const findings: Finding[] = [
    ...[...edited, ...guilty].map((sequence): Finding => ({ kind: 'edited', sequence, part: 'record' })),
    ...suspects.fieldsEdited.map((sequence): Finding => ({ kind: 'edited', sequence, part: 'fields' })),
    ...[...foreign].map((sequence): Finding => ({ kind: 'inserted', sequence })),
    ...rangesOf(moved),
    ...emptyPlaces(gaps, [...known], claimed, lastPlace),
  ];
  return { findings, lastPlace };
}

/** Decides between records that claim one place: which was written for it, and which was put in. */
function settleClaims(
  { broken, fringe, gaps, lastSound }: Suspects,
  found: readonly Moved[],
): { readonly moved: readonly Moved[]; readonly inserted: readonly number[] } {
  const brokenAt = new Set(broken.map(({ sequence }) => sequence));
  const isEmpty = (place: number): boolean =>
    place > lastSound || brokenAt.has(place) || gaps.some(({ from, through }) => place >= from && place <= through);
  const soundAt = new Map(fringe.map((record) => [record.sequence, record]));
  const movedTo = new Map<number, Moved>();
  const inserted: number[] = [];
  // A copy and its original claim the same place: the original was moved as its neighbours were.
  const alike = new Map<number, number>();
  for (const one of found) alike.set(offsetOf(one), (alike.get(offsetOf(one)) ?? 0) + 1);
  const likelihood = (one: Moved): number => alike.get(offsetOf(one)) ?? 0;
  for (const one of found.toSorted((first, second) => likelihood(second) - likelihood(first))) {
    if (movedTo.has(one.original)) inserted.push(one.record.sequence);
    else movedTo.set(one.original, one);
  }
  const moved = [...movedTo.values()].filter(({ record, original }) => {
    if (isEmpty(original)) return true;
    const sitting = soundAt.get(original);
    const next = movedTo.get(original + 1)?.record ?? soundAt.get(original + 1);
    const isCopy = sitting === undefined || sameBytes(sitting.hash, record.hash);
    if (isCopy || (next && sameBytes(next.previous, sitting.hash))) {
      inserted.push(record.sequence);
      return false;
    }
    inserted.push(sitting.sequence);
    return true;
  });
  return { moved, inserted };
}

function offsetOf({ record, original }: Moved): number {
  return record.sequence - original;
}

/** Of two sound records that do not belong together the first has another hash than it had, unless it is vouched for. */
function blamed({ unlinked }: Suspects, vouchedFor: ReadonlySet<number>): readonly number[] {
  const guilty = unlinked.map(([before, after]: readonly [AuditRecord | undefined, AuditRecord]) =>
    before === undefined || vouchedFor.has(before.sequence) ? after.sequence : before.sequence,
  );
  return [...new Set(guilty)];
}

/** Neighbours that were moved alike, as one finding. */
function rangesOf(moved: readonly Moved[]): readonly Finding[] {
  const ranges: { from: number; through: number; by: number }[] = [];
  for (const { record, original } of moved.toSorted((one, other) => one.original - other.original)) {
    const by = offsetOf({ record, original });
    const range = ranges.at(-1);
    if (range && range.through === original - 1 && range.by === by) range.through = original;
    else ranges.push({ from: original, through: original, by });
  }
  return ranges.map((range) => ({ kind: 'moved', ...range }));
}

/** Places that no record was found for, neighbours as one finding. */
function emptyPlaces(
  gaps: Suspects['gaps'],
  left: readonly number[],
  claimed: ReadonlySet<number>,
  lastPlace: number,
): readonly Finding[] {
  const ranges: { from: number; through: number }[] = [];
  const add = (from: number, through: number): void => {
    const range = ranges.at(-1);
    if (range && range.through === from - 1) range.through = through;
    else ranges.push({ from, through });
  };
  const wanted = [...claimed].sort((one, other) => one - other);
  const singles = left.filter((place) => !claimed.has(place)).map((place) => ({ from: place, through: place }));
  const empty = [...gaps, ...singles].map(({ from, through }) => ({ from, through: Math.min(through, lastPlace) }));
  for (const { from, through } of empty.sort((one, other) => one.from - other.from)) {
    let next = from;
    for (const place of wanted.filter((each) => each >= from && each <= through)) {
      if (place > next) add(next, place - 1);
      next = place + 1;
    }
    if (next <= through) add(next, through);
  }
  return ranges.map((range) => ({ kind: 'removed', ...range }));
}
