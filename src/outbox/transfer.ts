import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { failed, ok, type Result } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import { doubtsIn } from './doubts.ts';
import { journalOn, postAll } from './journal.ts';
import { sinksText } from './owedTo.ts';
import { seal, unseal } from './seal.ts';
import { type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';

/** What closes a file of receptions on its way to another machine. */
export type TransferLock =
  | { readonly kind: 'passphrase'; readonly text: string }
  /** 32 bytes, both machines have them. */
  | { readonly kind: 'key'; readonly bytes: Uint8Array };

/** Called after each reception. */
export type Progress = (done: number, total: number) => void;

/** What became of an import. */
export interface Imported {
  readonly imported: number;
  /** Those this queue knew already: an import can be run again. */
  readonly known: number;
}

/** RFC 7914's costs for a file that may be stolen: 64 MB and about a third of a second. */
const cost = { N: 2 ** 16, r: 8, p: 1 } as const;
const format = 'uketsuke-queue';

const headerSchema = z.object({
  format: z.literal(format),
  version: z.literal(1),
  kdf: z.enum(['scrypt', 'key']),
  salt: z.string(),
  N: z.int().max(2 ** 20),
  r: z.int().max(32),
  p: z.int().max(16),
  count: z.int(),
});

const entrySchema = z.object({
  id: z.string(),
  version: z.int(),
  recordedAt: z.int(),
  sinks: z.array(z.string()),
  /** Absent in files of earlier programs. */
  provisional: z.boolean().default(false),
  payload: z.string(),
});

interface OpenRow extends SealedRow {
  readonly unreconciled: 0 | 1;
  /** A JSON array of the sinks that have not taken it. */
  readonly open: string;
}

/**
 * Writes every reception that is not delivered everywhere, or that still waits for a later version, into `file`,
 * sealed anew under `lock`. The queue stays as it is: a reception both machines deliver is one reception for the receiver, which knows it by its key.
 * Errors: U-501 the file is there already or cannot be written; U-504 a payload does not open.
 */
export function exportQueue(store: Store, file: string, lock: TransferLock, progress: Progress): Result<number> {
  const posted = postAll(store);
  if (!posted.ok) return posted;
  // What somebody else marked as delivered is not left behind.
  for (const doubtful of doubtsIn(store)) if (!doubtful.ok) return doubtful;
  return guarded(() => {
    const open = `FROM journal j JOIN reception r USING (sequence) WHERE r.unreconciled = 1 OR EXISTS (
      SELECT 1 FROM delivery d WHERE d.reception = j.sequence AND d.state <> 'delivered')`;
    const count = Number(store.database.prepare(`SELECT count(*) ${open}`).pluck().get());
    const rows = store.database.prepare<[], OpenRow>(
      // Whom it is owed to says the line: its seal covers that, and no row that somebody put beside it.
      `SELECT ${sealedColumns}, unreconciled,
              (SELECT json_group_array(sink) FROM delivery d WHERE d.reception = j.sequence AND d.state <> 'delivered'
                 AND sink IN (SELECT value FROM json_each(j.sinks))) AS open
       ${open} ORDER BY sequence`,
    );
    const header = JSON.stringify({
      format,
      version: 1,
      kdf: lock.kind === 'key' ? 'key' : 'scrypt',
      salt: randomBytes(16).toString('hex'),
      ...cost,
      count,
    });
    const key = keyOf(lock, headerSchema.parse(JSON.parse(header)));
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      writeSync(descriptor, `${header}\n`);
      let done = 0;
      for (const row of rows.iterate()) {
        const opened = unseal(store.keys, row, row);
        if (!opened.ok) return opened;
        const { id, version, recordedAt } = row;
        const sinks: unknown = JSON.parse(row.open);
        const provisional = row.unreconciled === 1;
        const entry = { id, version, recordedAt, sinks, provisional, payload: opened.value.toString('base64') };
        opened.value.fill(0);
        writeSync(descriptor, `${closeLine(key, header, done, JSON.stringify(entry))}\n`);
        done += 1;
        progress(done, count);
      }
      fsyncSync(descriptor);
      return ok(done);
    } finally {
      closeSync(descriptor);
    }
  });
}

/**
 * Takes the receptions of an exported file into this queue, sealed under its own key, in the order they were
 * recorded. Errors: U-504 another passphrase or key, or the file was changed or cut short (what came before that is
 * in the queue, and can be imported again); U-501.
 */
export async function importQueue(
  store: Store,
  file: string,
  lock: TransferLock,
  progress: Progress,
): Promise<Result<Imported>> {
  const append = journalOn(store.database);
  const isKnown = store.database
    .prepare<[string, number], number>(`SELECT EXISTS (SELECT 1 FROM reception WHERE id = ? AND version = ?)`)
    .pluck();
  const posted = postAll(store);
  if (!posted.ok) return posted;
  const done = { imported: 0, known: 0 };
  let header: { text: string; key: KeyObject; count: number } | undefined;
  try {
    for await (const line of createInterface({
      input: createReadStream(file, 'utf8'),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (!header) {
        const read = headerSchema.safeParse(parsed(line));
        if (!read.success) return failed('U-504', `${file} is no exported queue`);
        header = { text: line, key: keyOf(lock, read.data), count: read.data.count };
        continue;
      }
      const place = done.imported + done.known;
      const text = openLine(header.key, header.text, place, line);
      const entry = entrySchema.safeParse(parsed(text ?? ''));
      if (!entry.success)
        return failed('U-504', `line ${place + 2} does not open: another passphrase, or the file was changed`);
      const { id, version, recordedAt, sinks, provisional, payload } = entry.data;
      if (isKnown.get(id, version)) {
        done.known += 1;
      } else {
        const plaintext = Buffer.from(payload, 'base64');
        const label = { id, version, recordedAt, sinks: sinksText(sinks), provisional: provisional ? 1 : 0 } as const;
        const sealed = seal(store.keys.current, label, plaintext);
        plaintext.fill(0);
        const written = guarded(() => ok(append({ label, sealed })));
        if (!written.ok) return written;
        done.imported += 1;
      }
      progress(place + 1, header.count);
    }
  } catch (error) {
    return failed('U-501', error instanceof Error ? error.message : String(error));
  }
  const total = done.imported + done.known;
  if (header?.count !== total)
    return failed('U-504', `${file} is cut short: ${total} of ${header?.count ?? 'unknown'}`);
  return ok(done);
}

function keyOf(lock: TransferLock, { salt, N, r, p }: z.infer<typeof headerSchema>): KeyObject {
  if (lock.kind === 'key') return createSecretKey(lock.bytes);
  return createSecretKey(
    scryptSync(lock.text.normalize('NFC'), Buffer.from(salt, 'hex'), 32, { N, r, p, maxmem: 256 * N * r }),
  );
}

/** Bound to the header and to its place: no line can be left out, repeated or moved. */
function associatedData(header: string, place: number): Buffer {
  return createHash('sha256').update(`${header}\n${place}`).digest();
}

function closeLine(key: KeyObject, header: string, place: number, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  cipher.setAAD(associatedData(header, place));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function openLine(key: KeyObject, header: string, place: number, line: string): string | undefined {
  const bytes = Buffer.from(line, 'base64');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(associatedData(header, place));
  decipher.setAuthTag(bytes.subarray(-16));
  const opened = decipher.update(bytes.subarray(12, -16));
  try {
    decipher.final();
    return opened.toString('utf8');
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
