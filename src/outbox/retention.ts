import { ok, type Result } from '../problem/result.ts';
import { guarded, type Store } from './store.ts';

/** How many receptions one transaction wipes or forgets: nobody waits long behind it. */
const batch = 500;

/** Free pages are kept for the next receptions up to this much; what an outage left beyond it goes back. Bytes. */
const keptFreeBytes = 16 * 1024 * 1024;

/** How many pages go back at a time: flash and the loop are spared one long rewrite. */
const pagesAtATime = 2_000;

/**
 * Wipes payloads that every sink has taken at least `retentionMs` ago; what became of them stays written down. What is
 * waiting or parked is never touched, however old. Returns how many were wiped. Errors: U-501.
 */
export function wipeDelivered(store: Store, retentionMs: number): Result<number> {
  const { database, now } = store;
  return guarded(() => {
    const due = database
      .prepare<unknown[], number>(
        `SELECT sequence FROM reception WHERE done_at IS NOT NULL AND wiped_at IS NULL AND done_at <= @until
         ORDER BY done_at LIMIT ${batch}`,
      )
      .pluck();
    const wipe = database.prepare('DELETE FROM journal WHERE sequence = ?');
    const mark = database.prepare('UPDATE reception SET wiped_at = ? WHERE sequence = ?');
    const wipeSome = database.transaction((at: number): number => {
      const sequences = due.all({ until: at - retentionMs });
      for (const sequence of sequences) {
        wipe.run(sequence);
        mark.run(at, sequence);
      }
      return sequences.length;
    });
    let total = 0;
    let wiped = batch;
    while (wiped === batch) {
      wiped = wipeSome.immediate(now());
      total += wiped;
    }
    if (total > 0) {
      giveBackPages(store);
      // The log keeps what the rows held until it is emptied.
      database.pragma('wal_checkpoint(TRUNCATE)');
    }
    return ok(total);
  });
}

/** Forgets what became of receptions wiped at least `historyMs` ago, a batch at a time. Returns how many. Errors: U-501. */
export function forgetHistory(store: Store, historyMs: number): Result<number> {
  const { database, now } = store;
  return guarded(() => {
    // From the oldest on, and never the newest: the next number is counted from it.
    const due = database
      .prepare<unknown[], number>(
        `SELECT sequence FROM (SELECT sequence, wiped_at FROM reception ORDER BY sequence LIMIT ${batch})
         WHERE wiped_at <= @until AND sequence < (SELECT max(sequence) FROM reception)`,
      )
      .pluck();
    const forget = ['delivery WHERE reception = ?', 'reception WHERE sequence = ?'].map((rows) =>
      database.prepare(`DELETE FROM ${rows}`),
    );
    const forgotten = database
      .transaction((): number => {
        const sequences = due.all({ until: now() - historyMs });
        for (const sequence of sequences) for (const each of forget) each.run(sequence);
        return sequences.length;
      })
      .immediate();
    return ok(forgotten);
  });
}

function giveBackPages({ database }: Store): void {
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  const surplus = number('freelist_count') - keptFreeBytes / number('page_size');
  if (surplus > 0) database.pragma(`incremental_vacuum(${Math.min(Math.ceil(surplus), pagesAtATime)})`);
}
