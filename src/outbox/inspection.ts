import type { ProblemCode } from '../problem/catalogue.ts';
import { ok, type Result } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import { postAll } from './journal.ts';
import { sinkUnknown } from './owedTo.ts';
import { unseal } from './seal.ts';
import { type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';
import { voucherOf } from './voucher.ts';

export const deliveryStates = ['waiting', 'claimed', 'delivered', 'parked'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What became of one reception at one sink. Times are ISO 8601. */
export interface DeliveryReport {
  readonly sink: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** When it is tried next; waiting ones only. */
  readonly nextTryAt?: string;
  /** When it was delivered or parked. */
  readonly settledAt?: string;
  readonly problem?: { readonly code: ProblemCode; readonly detail?: string };
  /** Why it needed no delivery. */
  readonly note?: string;
}

/** One reception in the queue, without anything about the patient. */
export interface QueueEntry {
  readonly id: string;
  readonly version: number;
  readonly recordedAt: string;
  /** When its payload was wiped, after delivery. */
  readonly wipedAt?: string;
  /** Set while it is provisional and no later version of it is known. */
  readonly unreconciled?: true;
  readonly deliveries: readonly DeliveryReport[];
}

interface ReceptionRow {
  readonly sequence: number;
  readonly id: string;
  readonly version: number;
  readonly recordedAt: number;
  readonly wipedAt: number | null;
  readonly unreconciled: 0 | 1;
}

interface DeliveryRow {
  readonly sink: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly dueAt: number;
  readonly settledAt: number | null;
  readonly code: ProblemCode | null;
  readonly detail: string | null;
}

const receptionColumns = 'sequence, id, version, recorded_at AS recordedAt, wiped_at AS wipedAt, unreconciled';

/** Which receptions are listed; all where nothing is said. */
export interface EntryFilter {
  /** Only those with a delivery in this state. */
  readonly state?: DeliveryState | undefined;
  /** Only those that a later version still has to complete. */
  readonly unreconciled?: boolean | undefined;
}

/** The newest `limit` receptions, newest first. Errors: U-501. */
export function listEntries(store: Store, limit: number, filter: EntryFilter = {}): Result<readonly QueueEntry[]> {
  const { database } = posted(store);
  return guarded(() => {
    const rows = database
      .prepare<unknown[], ReceptionRow>(
        `SELECT ${receptionColumns} FROM reception
         WHERE (@state IS NULL OR EXISTS (SELECT 1 FROM delivery WHERE reception = sequence AND state = @state))
           AND (@unreconciled = 0 OR unreconciled = 1)
         ORDER BY sequence DESC LIMIT @limit`,
      )
      .all({ limit, state: filter.state ?? null, unreconciled: filter.unreconciled ? 1 : 0 });
    return ok(rows.map((row) => entryOf(store, row)));
  });
}

/** All versions of one reception, oldest first; none where the queue does not know it. Errors: U-501. */
export function findEntries(store: Store, id: string): Result<readonly QueueEntry[]> {
  return guarded(() => {
    const rows = posted(store)
      .database.prepare<[string], ReceptionRow>(
        `SELECT ${receptionColumns} FROM reception WHERE id = ? ORDER BY version`,
      )
      .all(id);
    return ok(rows.map((row) => entryOf(store, row)));
  });
}

/** Opens one payload, which the caller zeroes; undefined where it is wiped or unknown. Errors: U-501, U-504 damaged. */
export function readPayload(store: Store, id: string, version: number): Result<Buffer | undefined> {
  return guarded(() => {
    const row = posted(store)
      .database.prepare<[string, number], SealedRow>(
        `SELECT ${sealedColumns}
         FROM reception r JOIN journal j USING (sequence) WHERE r.id = ? AND r.version = ?`,
      )
      .get(id, version);
    return row ? unseal(store.keys, row, row) : ok(undefined);
  });
}

/**
 * Makes what is parked or waiting due now and forgets its refusals: of reception `id`, or all that is parked where
 * `id` is undefined. A running kiosk takes it up within its poll. Returns how many deliveries. Errors: U-501.
 */
export function retryNow(store: Store, id: string | undefined): Result<number> {
  const { database, now } = posted(store);
  // Who asks for it answers for it: it is vouched for from here on.
  const again = `UPDATE delivery SET state = 'waiting', due_at = @now, refusals = 0, settled_at = NULL,
    voucher = ${voucherOf({ state: "'waiting'", settledAt: 'NULL' })} WHERE sink <> '${sinkUnknown}'`;
  return guarded(() => {
    if (id === undefined) {
      const parked = database.prepare(`${again} AND state <> 'delivered' AND state = 'parked'`);
      return ok(parked.run({ now: now() }).changes);
    }
    const { changes } = database
      .prepare(
        `${again} AND state IN ('parked', 'waiting') AND reception IN (SELECT sequence FROM reception WHERE id = @id)`,
      )
      .run({ now: now(), id });
    return ok(changes);
  });
}

/**
 * Offers what was delivered since `since` (ms since the epoch) once more: for the day a receiver said it had taken a
 * reception and then lost it. Only what is not wiped yet can be. Returns how many deliveries. Errors: U-501.
 */
export function offerAgain(store: Store, since: number): Result<number> {
  const { database, now } = store;
  const lost = "state = 'delivered' AND settled_at >= @since AND reception IN (SELECT sequence FROM journal)";
  return guarded(() => {
    const offer = database.transaction((): number => {
      database
        .prepare(`UPDATE reception SET done_at = NULL WHERE sequence IN (SELECT reception FROM delivery WHERE ${lost})`)
        .run({ since });
      return (
        database
          // With the memo a sink would take it for delivered already.
          .prepare(
            `UPDATE delivery SET state = 'waiting', due_at = @now, settled_at = NULL, memo = NULL,
               voucher = ${voucherOf({ state: "'waiting'", settledAt: 'NULL', memo: 'NULL' })} WHERE ${lost}`,
          )
          .run({ since, now: now() }).changes
      );
    });
    return ok(offer.immediate());
  });
}

/** Holds back what of reception `id` is waiting, with the reason. Returns how many deliveries. Errors: U-501. */
export function park(store: Store, id: string, reason: string): Result<number> {
  const { database, now } = posted(store);
  return guarded(() => {
    const { changes } = database
      .prepare(
        `UPDATE delivery SET state = 'parked', settled_at = @now, problem_code = 'U-503', problem = @reason,
           voucher = ${voucherOf({ state: "'parked'", settledAt: '@now' })}
         WHERE state = 'waiting' AND reception IN (SELECT sequence FROM reception WHERE id = @id)`,
      )
      .run({ now: now(), reason, id });
    return ok(changes);
  });
}

/** With what was recorded a moment ago. On a disk that takes no more, what is posted already has to do. */
function posted(store: Store): Store {
  postAll(store);
  return store;
}

function entryOf(store: Store, row: ReceptionRow): QueueEntry {
  const deliveries = store.database
    .prepare<[number], DeliveryRow>(
      `SELECT sink, state, attempts, due_at AS dueAt, settled_at AS settledAt, problem_code AS code, problem AS detail
       FROM delivery WHERE reception = ? ORDER BY sink`,
    )
    .all(row.sequence);
  return {
    id: row.id,
    version: row.version,
    recordedAt: isoTime(row.recordedAt),
    ...(row.wipedAt === null ? {} : { wipedAt: isoTime(row.wipedAt) }),
    ...(row.unreconciled === 1 ? { unreconciled: true } : {}),
    deliveries: deliveries.map(reportOf),
  };
}

function reportOf({ sink, state, attempts, dueAt, settledAt, code, detail }: DeliveryRow): DeliveryReport {
  return {
    sink,
    state,
    attempts,
    ...(state === 'waiting' ? { nextTryAt: isoTime(dueAt) } : {}),
    ...(settledAt === null ? {} : { settledAt: isoTime(settledAt) }),
    ...(code === null ? {} : { problem: detail === null ? { code } : { code, detail } }),
    ...(code === null && detail !== null ? { note: detail } : {}),
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
