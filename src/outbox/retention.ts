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
    const wipe = database.transaction((): number => {
      const wiped = database
        .prepare<unknown[], { sequence: number }>(
          `DELETE FROM payload WHERE reception IN (
             SELECT p.reception FROM payload p JOIN reception r ON r.sequence = p.reception
             WHERE r.recorded_at <= @until AND NOT EXISTS (
               SELECT 1 FROM delivery d
               WHERE d.reception = p.reception AND (d.state <> 'delivered' OR d.settled_at > @until)))
           RETURNING reception AS sequence`,
        )
        .all({ until: at - retentionMs });
      const mark = database.prepare('UPDATE reception SET wiped_at = ? WHERE sequence = ?');
      for (const { sequence } of wiped) mark.run(at, sequence);
      return wiped.length;
    });
    const wiped = wipe.immediate();
    // The log keeps what the rows held until it is emptied.
    if (wiped > 0) database.pragma('wal_checkpoint(TRUNCATE)');
    return ok(wiped);
  });
}
