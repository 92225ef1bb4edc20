import { failed, ok, type Result } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import { addKey } from '../storage/keyring.ts';
import { seal, unseal } from './seal.ts';
import { type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';
import { vouchedSinks, voucherOf, vouchingIn } from './voucher.ts';

/** What a rotation did. */
export interface Rotation {
  readonly keyId: string;
  readonly resealed: number;
  /** Payloads no key opens; they stay as they are. */
  readonly unreadable: number;
}

const batch = 500;

/**
 * Adds a key, and seals everything in the queue and vouches for what became of it with it. Not beside a running kiosk: it would go on sealing with the old
 * key, which the next start takes out of the file once nothing in the queue is sealed with it. Errors: U-504 the key
 * comes from systemd and is rotated there; U-501.
 */
export function rotateKey(store: Store, progress: (done: number, total: number) => void): Result<Rotation> {
  if (store.keySource.kind === 'credential') {
    return failed('U-504', 'the key is a systemd credential: add a line to it there, see docs/queue.md');
  }
  const { database } = store;
  return guarded(() => {
    const added = addKey(store.keySource);
    if (!added.ok) return added;
    const keys = added.value;
    const total = Number(database.prepare('SELECT count(*) FROM journal').pluck().get());
    const older = database.prepare<unknown[], SealedRow>(
      `SELECT ${sealedColumns} FROM journal j WHERE sequence > ? ORDER BY sequence LIMIT ${batch}`,
    );
    const replace = database.prepare(
      'UPDATE journal SET key_id = ?, nonce = ?, sealed = ?, tag = ? WHERE sequence = ?',
    );
    vouchingIn(database, keys);
    // Nothing is vouched for that was not before.
    const vouchAnew = database.prepare(
      `UPDATE delivery SET voucher = ${voucherOf({})} WHERE reception = @sequence AND sink IN (${vouchedSinks})`,
    );
    const counts = { resealed: 0, unreadable: 0 };
    const some = database.transaction((after: number): number | undefined => {
      const rows = older.all(after);
      for (const row of rows) {
        vouchAnew.run({ sequence: row.sequence });
        if (row.keyId === keys.current.id) continue;
        const opened = unseal(keys, row, row);
        if (!opened.ok) {
          counts.unreadable += 1;
          continue;
        }
        const { keyId, nonce, ciphertext, tag } = seal(keys.current, row, opened.value);
        opened.value.fill(0);
        replace.run(keyId, nonce, ciphertext, tag, row.sequence);
        counts.resealed += 1;
        progress(counts.resealed + counts.unreadable, total);
      }
      return rows.at(-1)?.sequence;
    });
    for (let after: number | undefined = 0; after !== undefined; ) after = some.immediate(after);
    // The log holds what was sealed with the old key until it is emptied.
    database.pragma('wal_checkpoint(TRUNCATE)');
    return ok({ keyId: keys.current.id, ...counts });
  });
}
