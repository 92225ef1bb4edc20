import type { AuditRecord } from './record.ts';
import { hashOfFields, noHash, recordHash } from './record.ts';

/** What one pass through a trail leaves to look into: a good one leaves nothing, however long it is. */
export interface Suspects {
  /** Records whose hash is not that of their content. */
  readonly broken: readonly AuditRecord[];
  /** Sound records beside a broken one, a gap or a link that does not hold. */
  readonly fringe: readonly AuditRecord[];
  /** Sound records whose fields are not those they were written with. */
  readonly fieldsEdited: readonly number[];
  /** Pairs of sound records beside each other that do not belong together. */
  readonly unlinked: readonly (readonly [before: AuditRecord | undefined, after: AuditRecord])[];
  /** Places that no record has. */
  readonly gaps: readonly { readonly from: number; readonly through: number }[];
  /** The last place that a sound record has. */
  readonly lastSound: number;
}

/** Whether the record is what its hash says, at the place `sequence`. */
export function isSound(record: AuditRecord, sequence = record.sequence): boolean {
  return sameBytes(recordHash({ ...record, sequence }), record.hash);
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** What one record says of itself: as written, with other fields, or not even its hash is right. */
export type RecordState = 'intact' | 'fields-edited' | 'broken';

/** Goes through the records in their order, one at a time. */
export class LinkCheck {
  private readonly broken: AuditRecord[] = [];
  private readonly fringe = new Map<number, AuditRecord>();
  private readonly fieldsEdited: number[] = [];
  private readonly unlinked: [AuditRecord | undefined, AuditRecord][] = [];
  private readonly gaps: { from: number; through: number }[] = [];
  private before: AuditRecord | undefined;
  private beforeSound = true;
  private lastSound = 0;

  add(record: AuditRecord): RecordState {
    const before = this.before;
    const sound = isSound(record);
    const expected = (before?.sequence ?? 0) + 1;
    const gap = record.sequence > expected;
    const linked = sameBytes(record.previous, before?.hash ?? noHash);
    if (gap) this.gaps.push({ from: expected, through: record.sequence - 1 });
    if (!sound) this.broken.push(record);
    const fieldsEdited = record.fields !== null && !sameBytes(hashOfFields(record.fields), record.fieldsHash);
    if (sound && fieldsEdited) this.fieldsEdited.push(record.sequence);
    if (sound && this.beforeSound && !gap && !linked) this.unlinked.push([before, record]);
    if (!sound || !this.beforeSound || gap || !linked) {
      if (sound) this.fringe.set(record.sequence, record);
      if (before && this.beforeSound) this.fringe.set(before.sequence, before);
    }
    this.before = record;
    this.beforeSound = sound;
    if (!sound) return 'broken';
    this.lastSound = record.sequence;
    return fieldsEdited ? 'fields-edited' : 'intact';
  }

  suspects(): Suspects {
    // The end of the trail is a border too: what stood behind it may have been moved.
    if (this.before && this.beforeSound) this.fringe.set(this.before.sequence, this.before);
    return {
      broken: this.broken,
      fringe: [...this.fringe.values()],
      fieldsEdited: this.fieldsEdited,
      unlinked: this.unlinked,
      gaps: this.gaps,
      lastSound: this.lastSound,
    };
  }
}
