import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Keyring } from '../storage/keyring.ts';
import { setAsideFolders } from '../storage/setAside.ts';
import { Sqlite } from '../storage/sqlite.ts';
import { hasReport, writeReport } from './damage.ts';
import { type JournalLine, journalOn, postAll } from './journal.ts';
import { rowsOnPages } from './pages.ts';
import { unseal } from './seal.ts';
import type { Store } from './store.ts';
import { type DeliveryOutcome, isVouched, voucherOf } from './voucher.ts';

/**
 * Takes over what can be read of databases that were set aside and not worked through yet; also of one whose recovery
 * was cut short. Every page is looked at; only what opens under its seal is believed.
 */
export function recoverSetAside(store: Store, fileName: string): void {
  for (const folder of setAsideFolders(store.folder)) {
    if (hasReport(folder)) continue;
    const file = join(folder, fileName);
    const lines = sealedLines(file, store.keys);
    const recovered = appendMissing(store, lines);
    // Without its report it is worked through again at the next start.
    if (!postAll(store).ok) return;
    const delivered = markSettled(store, file, lines);
    const at = new Date(store.now()).toISOString();
    writeReport(folder, { at, recovered, delivered });
  }
}

/** In the order they were recorded. */
function sealedLines(file: string, keys: Keyring): readonly JournalLine[] {
  const found = new Map<number, JournalLine>();
  // What stood in its place may have been anything; only a file has pages. Where nothing is left of it its log may be.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) return [];
  for (const { rowid, columns } of rowsOnPages(file)) {
    const line = found.has(rowid) ? undefined : lineOf(columns);
    if (!line) continue;
    const opened = unseal(keys, line.label, line.sealed);
    if (!opened.ok) continue;
    opened.value.fill(0);
    found.set(rowid, line);
  }
  return [...found].sort(([one], [other]) => one - other).map(([, line]) => line);
}

const rowSchema = z.tuple([
  z.null(),
  z.string(),
  z.int(),
  z.int(),
  z.string(),
  z.string(),
  z.instanceof(Buffer),
  z.instanceof(Buffer),
  z.instanceof(Buffer),
  // Rows written before version 3 of the schema end here.
  z.literal([0, 1]).optional(),
]);

function lineOf(columns: readonly unknown[]): JournalLine | undefined {
  const row = rowSchema.safeParse(columns);
  if (!row.success) return undefined;
  const [, id, version, recordedAt, sinks, keyId, nonce, ciphertext, tag, provisional] = row.data;
  const sealed = { keyId, nonce, ciphertext, tag };
  return { label: { id, version, recordedAt, sinks, provisional: provisional ?? 0 }, sealed };
}

function appendMissing({ database }: Store, lines: readonly JournalLine[]): number {
  const append = journalOn(database);
  const known = database
    .prepare<[], string>("SELECT id || '.' || version FROM journal UNION SELECT id || '.' || version FROM reception")
    .pluck();
  return database
    .transaction(() => {
      const present = new Set(known.all());
      const missing = lines.filter(({ label }) => !present.has(`${label.id}.${label.version}`));
      for (const line of missing) append(line);
      return missing.length;
    })
    .immediate();
}

interface Settled extends Omit<DeliveryOutcome, 'sinks'> {
  readonly voucher: Buffer | null;
}

/** As far as the old database can still vouch for what was delivered; the rest is offered again under the same key. */
function markSettled({ database, keys }: Store, file: string, lines: readonly JournalLine[]): number {
  const settle = database.prepare(
    `UPDATE delivery SET state = 'delivered', settled_at = @settledAt,
       voucher = ${voucherOf({ state: "'delivered'", settledAt: '@settledAt' })}
     WHERE sink = @sink AND state = 'waiting'
       AND reception = (SELECT sequence FROM reception WHERE id = @id AND version = @version)`,
  );
  const finish = database.prepare(
    `UPDATE reception SET done_at = (SELECT max(settled_at) FROM delivery WHERE reception = sequence)
     WHERE done_at IS NULL AND NOT EXISTS (SELECT 1 FROM delivery WHERE reception = sequence AND state <> 'delivered')`,
  );
  let settled = 0;
  const sinksOf = new Map(lines.map(({ label }) => [`${label.id}.${label.version}`, label.sinks]));
  for (const { voucher, ...outcome } of deliveredIn(file)) {
    const sinks = sinksOf.get(`${outcome.id}.${outcome.version}`) ?? null;
    const { id, version, sink, settledAt } = outcome;
    if (!isVouched(keys, voucher, { ...outcome, sinks })) continue;
    settled += settle.run({ id, version, sink, settledAt }).changes;
  }
  finish.run();
  return settled;
}

function deliveredIn(file: string): readonly Settled[] {
  const found: Settled[] = [];
  let old: Database | undefined;
  try {
    old = new Sqlite(file, { readonly: true, fileMustExist: true });
    const rows = old
      .prepare<[], Settled>(
        `SELECT reception, id, version, sink, state, settled_at AS settledAt, memo, voucher FROM delivery JOIN reception ON reception = sequence
         WHERE state = 'delivered'`,
      )
      .iterate();
    for (const row of rows) found.push(row);
  } catch (error) {
    // Read as far as it goes.
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  } finally {
    old?.close();
  }
  return found;
}
