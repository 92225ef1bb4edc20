import type { Database } from 'better-sqlite3';
import { type Anchor, type Anchored, signAnchor } from './anchor.ts';
import type { AuditEvent, OwnEvent } from './catalogue.ts';
import { type AuditRecord, canonicalFields, hashOfFields, noHash, recordHash } from './record.ts';
import type { Signer } from './signingKey.ts';
import { recordColumns } from './trailStore.ts';

/** The end of a trail: what the next record is bound to. */
export interface Tail {
  readonly sequence: number;
  readonly hash: Uint8Array;
  readonly at: string;
  readonly event: string;
}

/** Writes the chain. Every method is one transaction and throws what SQLite throws. */
export interface Chain {
  tail(): Tail;
  /**
   * Appends; where the clock went back since the last record, it says so first. `skipTo` leaves a gap before the
   * first of them: the place of records that are known to be missing stays empty, so that it is seen for good.
   * Returns how many records were written.
   */
  append(events: readonly (AuditEvent | OwnEvent)[], now: number, skipTo?: number): number;
  /** Appends a signature over all there is. Undefined where nothing came after the last one. */
  anchor(trail: string, key: Signer, now: number): Anchor | undefined;
}

/** Below this a clock that goes back is being adjusted, not set: synchronising does that now and then. In ms. */
const clockToleranceMs = 1_000;

const emptyTail: Tail = { sequence: 0, hash: noHash, at: '', event: '' };

export function chainOn(database: Database): Chain {
  // Read again in every transaction: a command beside the running kiosk may have appended.
  const readTail = database.prepare<[], Tail>(
    'SELECT sequence, hash, at, event FROM record ORDER BY sequence DESC LIMIT 1',
  );
  const insert = database.prepare(
    `INSERT INTO record (sequence, at, event, fields, fields_hash, previous, hash)
     VALUES (@sequence, @at, @event, @fields, @fieldsHash, @previous, @hash)`,
  );
  const tail = (): Tail => readTail.get() ?? emptyTail;
  const write = (before: Tail, event: AuditEvent | OwnEvent, at: string, place = before.sequence + 1): Tail => {
    const fields = canonicalFields(event);
    const content = {
      sequence: place,
      at,
      event: event.type,
      fieldsHash: hashOfFields(fields),
      previous: before.hash,
    };
    const hash = recordHash(content);
    insert.run({ ...content, fields, hash });
    return { sequence: place, hash, at, event: event.type };
  };

  const append = database.transaction((events: readonly (AuditEvent | OwnEvent)[], now: number, skipTo?: number) => {
    let last = tail();
    let written = 0;
    const at = new Date(now).toISOString();
    const backMs = last.at === '' ? 0 : Date.parse(last.at) - now;
    const stepBack: readonly OwnEvent[] =
      backMs > clockToleranceMs
        ? [{ type: 'clock.stepped-back', seconds: Math.min(9_999_999, Math.round(backMs / 1_000)) }]
        : [];
    for (const event of [...stepBack, ...events]) {
      last = write(last, event, at, written === 0 ? skipTo : undefined);
      written += 1;
    }
    return written;
  });

  const anchor = database.transaction((trail: string, key: Signer, now: number): Anchor | undefined => {
    const last = tail();
    if (last.sequence === 0 || last.event === 'audit.anchored') return undefined;
    const anchored: Anchored = {
      trail,
      sequence: last.sequence,
      hash: Buffer.from(last.hash).toString('hex'),
      at: new Date(now).toISOString(),
      key: key.public.id,
    };
    const signature = signAnchor(anchored, key);
    write(last, { type: 'audit.anchored', key: anchored.key, signature }, anchored.at);
    return { ...anchored, signature };
  });

  return {
    tail,
    append: (events, now, skipTo) => append.immediate(events, now, skipTo),
    anchor: (trail, key, now) => anchor.immediate(trail, key, now),
  };
}

/** The anchors a trail holds after record `after`, oldest first, as the anchors file has them. */
export function anchorsAfter(database: Database, trail: string, after: number): readonly Anchor[] {
  return database
    .prepare<[number], AuditRecord>(
      `SELECT ${recordColumns} FROM record WHERE sequence > ? AND event = 'audit.anchored' ORDER BY sequence`,
    )
    .all(after)
    .flatMap((record) => anchorIn(trail, record) ?? []);
}

/** The anchor that a record of the trail carries. Undefined where it carries none. */
export function anchorIn(trail: string, record: AuditRecord): Anchor | undefined {
  const { key, signature } = parsedFields(record);
  if (typeof key !== 'string' || typeof signature !== 'string') return undefined;
  const hash = Buffer.from(record.previous).toString('hex');
  return { trail, sequence: record.sequence - 1, hash, at: record.at, key, signature };
}

/** The fields of a record; empty where they are wiped or not what this program writes. */
export function parsedFields({ fields }: Pick<AuditRecord, 'fields'>): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(fields ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
