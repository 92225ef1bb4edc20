import type { Database } from 'better-sqlite3';
import { day } from '../kernel/durations.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { auditCatalogue, type Retention, retentionDays } from './catalogue.ts';
import type { Chain } from './chain.ts';
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

/**
 * Wipes the fields of what is past its time and says so in the trail. The records themselves, their hashes and their
 * order stay. Errors: U-507 the disk, or a clock that cannot be believed.
 */
export function expireFields(database: Database, chain: Chain, now: number): Result<Expiry> {
  return asAudit(() => {
    const silence = longestSilence(database, now);
    if (silence > longestSilenceMs) {
      return failed('U-507', `nothing is wiped: the clock leapt over ${Math.round(silence / day)} days`);
    }
    const wiped = database.transaction(() => wipe(database, chain, now)).immediate();
    // The log holds what was wiped until it is emptied.
    if (wiped > 0) database.pragma('wal_checkpoint(TRUNCATE)');
    return ok({ wiped });
  });
}

/** Looks through what is older than the cutoff: a second for ten years of a busy kiosk, so not while a patient waits. */
function wipe(database: Database, chain: Chain, now: number): number {
  const oldest = database.prepare<[], string>('SELECT at FROM record ORDER BY sequence LIMIT 1').pluck().get() ?? '';
  const due = `fields IS NOT NULL AND at < @before AND event IN (SELECT value FROM json_each(@events))`;
  const newest = database.prepare<unknown[], number>(`SELECT max(sequence) FROM record WHERE ${due}`).pluck();
  const clear = database.prepare(`UPDATE record SET fields = NULL WHERE ${due}`);
  let [wiped, through] = [0, 0];
  for (const keep of ['patients', 'operation'] as const) {
    const before = wipedBefore(keep, now);
    if (before === undefined || oldest >= before) continue;
    const which = { before, events: JSON.stringify(eventsKept(keep)) };
    through = Math.max(through, newest.get(which) ?? 0);
    wiped += clear.run(which).changes;
  }
  if (wiped > 0) chain.append([{ type: 'audit.expired', count: Math.min(wiped, 9_999_999), through }], now);
  return wiped;
}

function longestSilence(database: Database, now: number): number {
  const times = database
    .prepare<[number], string>('SELECT at FROM record ORDER BY sequence DESC LIMIT ?')
    .pluck()
    .all(recentRecords)
    .map((at) => Date.parse(at));
  return [now, ...times].reduce((longest, at, index, all) => Math.max(longest, at - (all[index + 1] ?? at)), 0);
}
