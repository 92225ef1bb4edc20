import { oncePer } from '../kernel/oncePer.ts';
import { ok, type Result } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import { deliveryDelays } from './delays.ts';
import { type DoubtfulDelivery, doubtingOn } from './doubts.ts';
import type { Store } from './store.ts';

/** How many receptions one transaction wipes or forgets: nobody waits long behind it. */
const batch = 500;

/** Free pages are kept for the next receptions up to this much; what an outage left beyond it goes back. Bytes. */
const keptFreeBytes = 16 * 1024 * 1024;

/** How much goes back at a time: flash and the loop are spared one long rewrite. Bytes. */
const givenBackAtATime = 8 * 1024 * 1024;

/** What a wiping did. */
export interface Wiped {
  readonly count: number;
  /** Of those, provisional ones that were never completed: a person has to. They stay in the backlog's alerts. */
  readonly unreconciled: number;
  /** Parked instead: the file says that they were delivered, and the kiosk did not write it. */
  readonly doubtful: readonly DoubtfulDelivery[];
}

/** One batch of what is due at a moment. */
const wipingOn = oncePer((store: Store) => {
  const { database } = store;
  const due = database.prepare<unknown[], { sequence: number; unreconciled: 0 | 1 }>(
    `SELECT sequence, unreconciled FROM reception
       WHERE done_at IS NOT NULL AND wiped_at IS NULL AND done_at <= @until
         AND (unreconciled = 0 OR recorded_at <= @givenUp)
       ORDER BY done_at LIMIT ${batch}`,
  );
  const wipe = database.prepare('DELETE FROM journal WHERE sequence = ?');
  const mark = database.prepare('UPDATE reception SET wiped_at = ? WHERE sequence = ?');
  const doubting = doubtingOn(store);
  const wipeSome = (at: number, retentionMs: number, unreconciledMs: number): Wiped & { readonly looked: number } => {
    const rows = due.all({ until: at - retentionMs, givenUp: at - unreconciledMs });
    const done = { looked: rows.length, count: 0, unreconciled: 0, doubtful: [] as DoubtfulDelivery[] };
    for (const { sequence, unreconciled } of rows) {
      const doubtful = doubting(sequence);
      done.doubtful.push(...doubtful);
      if (doubtful.length > 0) continue;
      wipe.run(sequence);
      mark.run(at, sequence);
      done.count += 1;
      done.unreconciled += unreconciled;
    }
    return done;
  };
  return database.transaction(wipeSome).immediate;
});

/** One batch of what was wiped up to a moment. */
const forgettingOn = oncePer(({ database }: Store) => {
  // From the oldest on, and never the newest: the next number is counted from it.
  const due = database
    .prepare<[number], number>(
      `SELECT sequence FROM (SELECT sequence, wiped_at FROM reception ORDER BY sequence LIMIT ${batch})
       WHERE wiped_at <= ? AND sequence < (SELECT max(sequence) FROM reception)`,
    )
    .pluck();
  const forget = ['delivery WHERE reception = ?', 'reception WHERE sequence = ?'].map((rows) =>
    database.prepare(`DELETE FROM ${rows}`),
  );
  return database.transaction((until: number): number => {
    const sequences = due.all(until);
    for (const sequence of sequences) for (const each of forget) each.run(sequence);
    return sequences.length;
  }).immediate;
});

/**
 * Wipes payloads that every sink has taken and that nobody needs to complete; what became of them stays written down.
 * What is waiting or parked is never touched, however old, nor what nobody vouches for: that is parked. Errors: U-501.
 * @param retentionMs how long after the last sink had taken it.
 * @param unreconciledMs how long a provisional reception is kept for its later version, from when it was recorded.
 */
export function wipeDelivered(
  store: Store,
  retentionMs: number,
  unreconciledMs: number = deliveryDelays.unreconciledMs,
): Result<Wiped> {
  const { database, now } = store;
  return guarded(() => {
    const wipeSome = wipingOn(store);
    let total: Wiped = { count: 0, unreconciled: 0, doubtful: [] };
    for (let last = batch; last === batch; ) {
      const { looked, count, unreconciled, doubtful } = wipeSome(now(), retentionMs, unreconciledMs);
      last = looked;
      total = {
        count: total.count + count,
        unreconciled: total.unreconciled + unreconciled,
        doubtful: [...total.doubtful, ...doubtful],
      };
    }
    if (total.count > 0) {
      giveBackPages(store);
      // The log keeps what the rows held until it is emptied.
      database.pragma('wal_checkpoint(TRUNCATE)');
    }
    return ok(total);
  });
}

/** Forgets what became of receptions wiped at least `historyMs` ago, a batch at a time. Returns how many. Errors: U-501. */
export function forgetHistory(store: Store, historyMs: number): Result<number> {
  return guarded(() => ok(forgettingOn(store)(store.now() - historyMs)));
}

function giveBackPages({ database }: Store): void {
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  const pageSize = number('page_size');
  const surplus = Math.min(number('freelist_count') - keptFreeBytes / pageSize, givenBackAtATime / pageSize);
  if (surplus > 0) database.pragma(`incremental_vacuum(${Math.ceil(surplus)})`);
}
