import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { ok, type Result } from '../problem/result.ts';
import type { AuditEventType } from './catalogue.ts';
import { parsedFields } from './chain.ts';
import type { AuditRecord } from './record.ts';
import { asAudit, recordColumns } from './trailStore.ts';

/** Which records; all conditions that are given must hold. */
export interface RecordFilter {
  /** ISO 8601 UTC, inclusive. */
  readonly from?: string;
  /** ISO 8601 UTC, exclusive. */
  readonly to?: string;
  readonly event?: AuditEventType;
  /** A staff account, as who did it or as whose account it was. */
  readonly staff?: string;
  readonly reception?: string;
  readonly visit?: string;
  readonly subject?: string;
}

/** A record for people and for the desk's API. */
export const shownRecordSchema = z.strictObject({
  sequence: z.int(),
  at: z.string(),
  event: z.string(),
  /** Null once they are past their time. */
  fields: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
});

export type ShownRecord = Readonly<z.infer<typeof shownRecordSchema>>;

const conditions: Readonly<Record<keyof RecordFilter, string>> = {
  from: 'at >= @from',
  to: 'at < @to',
  event: 'event = @event',
  staff: "(fields ->> '$.staff' = @staff OR fields ->> '$.account' = @staff)",
  reception: "fields ->> '$.reception' = @reception",
  visit: "fields ->> '$.visit' = @visit",
  subject: "fields ->> '$.subject' = @subject",
};

/** The newest `limit` records that match, newest first. Errors: U-507. */
export function newestRecords(database: Database, filter: RecordFilter, limit: number): Result<readonly ShownRecord[]> {
  return asAudit(() => {
    const rows = database
      .prepare<unknown[], AuditRecord>(`${select(filter)} ORDER BY sequence DESC LIMIT @limit`)
      .all({ ...filter, limit });
    return ok(rows.map(shown));
  });
}

/** All records that match, oldest first, one at a time. Throws what SQLite throws. */
export function* matchingRecords(database: Database, filter: RecordFilter): Generator<AuditRecord> {
  yield* database.prepare<unknown[], AuditRecord>(`${select(filter)} ORDER BY sequence`).iterate(filter);
}

/** A record with its fields opened and its hash in hex. */
export function shown(record: AuditRecord): ShownRecord {
  const { sequence, at, event, fields, hash } = record;
  return {
    sequence,
    at,
    event,
    fields: fields === null ? null : { ...parsedFields(record) },
    hash: Buffer.from(hash).toString('hex'),
  };
}

function select(filter: RecordFilter): string {
  const given = Object.entries(conditions).filter(([name]) => Object.hasOwn(filter, name));
  const where = given.map(([, condition]) => condition).join(' AND ');
  return `SELECT ${recordColumns} FROM record${where === '' ? '' : ` WHERE ${where}`}`;
}
