import { open } from 'node:fs/promises';
import type { Database } from 'better-sqlite3';
import { stringify } from 'csv-stringify/sync';
import { failed, ok, type Result } from '../problem/result.ts';
import { auditCatalogue, isAuditEventType } from './catalogue.ts';
import { matchingRecords, type RecordFilter } from './reading.ts';
import type { AuditRecord } from './record.ts';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The first line of a CSV for people, in their language; the mark before it tells spreadsheets that it is UTF-8. */
const header = ['番号', '日時', '事象', '意味', '項目', '直前のハッシュ', 'ハッシュ'];

/** A piece of an export, and how many records are in it. */
export interface ExportPiece {
  readonly text: string;
  readonly count: number;
}

/**
 * The records that match, a piece at a time: CSV with a header row, or JSON, one record a line. The connection is
 * busy until the last piece: it must be one of the reader's own (`openTrailForReading`), never that of the kiosk.
 */
export function* exportText(database: Database, filter: RecordFilter, format: ExportFormat): Generator<ExportPiece> {
  if (format === 'csv') yield { text: stringify([header], { bom: true }), count: 0 };
  let rows: AuditRecord[] = [];
  const piece = (): ExportPiece => ({
    // What somebody put into the database must not run as a formula where the file is opened.
    text: format === 'csv' ? stringify(rows.map(csvRow), { escape_formulas: true }) : rows.map(jsonLine).join(''),
    count: rows.length,
  });
  for (const record of matchingRecords(database, filter)) {
    rows.push(record);
    if (rows.length < 500) continue;
    yield piece();
    rows = [];
  }
  if (rows.length > 0) yield piece();
}

/** Writes a new file that only this user may read. Returns how many records. Errors: U-507 it exists, or the disk. */
export async function exportToFile(
  database: Database,
  filter: RecordFilter,
  format: ExportFormat,
  file: string,
): Promise<Result<number>> {
  let records = 0;
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      for (const { text, count } of exportText(database, filter, format)) {
        await handle.write(text);
        records += count;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return ok(records);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return failed('U-507', `${error.code}: ${error.message}`);
    }
    throw error;
  }
}

function csvRow({ sequence, at, event, fields, previous, hash }: AuditRecord): readonly string[] {
  const meaning = isAuditEventType(event) ? auditCatalogue[event].meaning.ja : '';
  return [`${sequence}`, at, event, meaning, fields ?? '', hex(previous), hex(hash)];
}

/** Everything the hash is made of, so that whoever has the file can check the chain again. */
function jsonLine({ fieldsHash, previous, hash, ...record }: AuditRecord): string {
  return `${JSON.stringify({ ...record, fieldsHash: hex(fieldsHash), previous: hex(previous), hash: hex(hash) })}\n`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
