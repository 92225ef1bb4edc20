import { ok, type Result } from '../problem/result.ts';
import { guarded, type Store } from './store.ts';

/**
 * Wipes payloads that every sink has taken at least `retentionMs` ago; what became of them stays written down. What is
 * waiting or parked is never touched, however old. Returns how many were wiped. Errors: U-501.
 */
export function wipeDelivered(store: Store, retentionMs: number): Result<number> {
  const { database, now } = store;
  return guarded(() => {
    const at = now();
    const { changes } = database
      .prepare(
        `UPDATE reception SET sealed = NULL, nonce = NULL, key_id = NULL, wiped_at = @now
         WHERE wiped_at IS NULL AND recorded_at <= @until AND NOT EXISTS (
           SELECT 1 FROM delivery WHERE reception = sequence AND (state <> 'delivered' OR settled_at > @until))`,
      )
      .run({ now: at, until: at - retentionMs });
    // The log keeps what the rows held until it is emptied.
    if (changes > 0) database.pragma('wal_checkpoint(TRUNCATE)');
    return ok(changes);
  });
}
