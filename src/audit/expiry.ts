import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { day } from '../kernel/durations.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { heldLongMs } from '../storage/waitingWrites.ts';
import { whenFree } from '../storage/whenFree.ts';
import { auditCatalogue } from './catalogue.ts';
import type { Chain } from './chain.ts';
import { type Retention, retentionDays } from './event.ts';
import { asAudit } from './trailStore.ts';

/** What expiring did. */
export interface Expiry {
  /** Records whose fields were wiped. */
  readonly wiped: number;
}

/** A clock that leaps years ahead must not wipe the trail: so long a silence among the last records is a leap. */
const longestSilenceMs = 60 * day;
const recentRecords = 1_000;

/** Names of the events whose fields are kept as long as `keep` says. */
function eventsKept(keep: Retention): readonly string[] {
  return Object.entries(auditCatalogue).flatMap(([type, entry]) => (entry.keep === keep ? [type] : []));
}

/** Before when a record's fields may be wiped, at `now` (ms since the epoch). Undefined: never. */
export function wipedBefore(keep: Retention, now: number): string | undefined {
  const days = retentionDays[keep];
  return Number.isFinite(days) ? new Date(now - days * day).toISOString() : undefined;
}

/** How many records one transaction looks through: a millisecond or two, in which no patient's press is heard. */
const batch = 2_000;

/**
 * Wipes the fields of what is past its time and says so in the trail. The records themselves, their hashes and their
 * order stay. Ten years of a busy kiosk are millions of records: they are gone through a batch at a time, each in a
 * transaction with its own record of it, and others have their turn in between. Errors: U-507 the disk, or a clock that
 * cannot be believed.
 *
 * @param isOpen asked before each batch: whether the trail is still open
 */
export async function expireFields(
  database: Database,
  chain: Chain,
  now: number,
  isOpen: () => boolean,
): Promise<Result<Expiry>> {
  const begun = asAudit(() => {
    const silence = longestSilence(database, now);
    if (silence > longestSilenceMs) {
      return failed('U-507', `nothing is wiped: the clock leapt over ${Math.round(silence / day)} days`);
    }
    const wipe = wipingOn(database, chain, now);
    return ok({ wipe: database.transaction(wipe), last: chain.tail().sequence });
  });
  if (!begun.ok) return begun;
  const { wipe, last } = begun.value;
  let total = 0;
  for (let after = 0; after < last; after += batch) {
    await setImmediate();
    if (!isOpen()) break;
    const through = Math.min(after + batch, last);
    const wiped = await whenFree(() => asAudit(() => ok(isOpen() ? wipe.immediate(after, through) : 0)), heldLongMs);
    if (!wiped.ok) return wiped;
    total += wiped.value;
  }
  // The log holds what was wiped until it is emptied.
  if (total > 0 && isOpen()) database.pragma('wal_checkpoint(TRUNCATE)');
  return ok({ wiped: total });
}

/** Returns the way to wipe what is due of the records after `after` up to `through`; it returns how many those were. */
function wipingOn(database: Database, chain: Chain, now: number): (after: number, through: number) => number {
  const due = `sequence > @after AND sequence <= @until AND fields IS NOT NULL AND at < @before
    AND event IN (SELECT value FROM json_each(@events))`;
  const newest = database.prepare<unknown[], number | null>(`SELECT max(sequence) FROM record WHERE ${due}`).pluck();
  const clear = database.prepare(`UPDATE record SET fields = NULL WHERE ${due}`);
  const kinds = (['patients', 'operation'] as const).flatMap((keep) => {
    const before = wipedBefore(keep, now);
    return before === undefined ? [] : [{ before, events: JSON.stringify(eventsKept(keep)) }];
  });
  return (after, until) => {
    let [wiped, through] = [0, 0];
    for (const kind of kinds) {
      const which = { ...kind, after, until };
      const last = newest.get(which) ?? 0;
      if (last === 0) continue;
      through = Math.max(through, last);
      wiped += clear.run(which).changes;
    }
    if (wiped > 0) chain.append([{ type: 'audit.expired', count: wiped, through }], now);
    return wiped;
  };
}

function longestSilence(database: Database, now: number): number {
  const times = database
    .prepare<[number], string>('SELECT at FROM record ORDER BY sequence DESC LIMIT ?')
    .pluck()
    .all(recentRecords)
    .map((at) => Date.parse(at));
  return [now, ...times].reduce((longest, at, index, all) => Math.max(longest, at - (all[index + 1] ?? at)), 0);
}
