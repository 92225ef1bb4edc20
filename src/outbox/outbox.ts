import { Listeners } from '../kernel/listeners.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { leastData } from '../reception/leastData.ts';
import type { Reception } from '../reception/reception.ts';
import { LogFlush, withoutFlush } from '../storage/flush.ts';
import { guarded } from '../storage/guarded.ts';
import { type Notes, notesIn } from '../storage/notes.ts';
import { type StorageWatch, watchStorage } from '../storage/storageWatch.ts';
import { type Arrival, type ArrivalQuery, arrivalsOn, newestIn } from './arrivals.ts';
import { damageProblem } from './damage.ts';
import { doubt } from './doubts.ts';
import { earlierTodayIn } from './earlierToday.ts';
import { journalOn } from './journal.ts';
import { OpenedReceptions } from './openedReceptions.ts';
import { openStore } from './openStore.ts';
import { sinksText } from './owedTo.ts';
import { seal } from './seal.ts';
import type { OutboxPaths, Store } from './store.ts';
import { unreconciledIn } from './unreconciled.ts';

/** What is under way, for the staff desk, the readiness report and metrics. */
export interface Backlog {
  /** Deliveries that will be tried by themselves. */
  readonly waiting: number;
  /** Deliveries that wait for a person. */
  readonly parked: number;
  /** When the oldest undelivered reception was recorded, milliseconds since the epoch. */
  readonly oldestAt: number | undefined;
  /** Provisional receptions that a later version still has to complete. */
  readonly unreconciled: number;
  /**
   * U-506 for each damaged database that was set aside and that nobody has looked after yet, U-513 where it was gone; U-507 while there are
   * provisional receptions that were never completed and are wiped by now; U-511 while deliveries are parked because
   * somebody else than the kiosk wrote what became of them.
   */
  readonly alerts: readonly Problem[];
}

/** The offline queue: takes receptions in. `startDelivery` carries them out. */
export interface Outbox {
  /**
   * Commits the reception and whom it is owed to, as one row. When it returns ok the reception survives a power cut:
   * only then may the patient read that the check-in is done. What may not be kept is left out ({@link leastData}).
   * A later version of a reception replaces those before it; only the same version a second time is refused (U-501).
   * Errors: U-501, U-506.
   */
  record(reception: Reception): Result<void>;
  /**
   * The same where screens are served: on a slow disk the flush takes long, and none stands still meanwhile. It is
   * committed when this returns its promise, and lasts once that is kept. What cannot be flushed is taken back.
   */
  recordApart(reception: Reception): Promise<Result<void>>;
  /**
   * To be asked before a visit is begun: whether it could be recorded at its end. Costs microseconds, and now and
   * then one small commit. Errors: U-505 too little room left; U-501 a test write failed; U-506 the file is damaged.
   */
  canRecord(): Result<void>;
  backlog(): Result<Backlog>;
  /**
   * Provisional receptions without a later version, oldest first, also those of before a restart: recording the later
   * version takes a reception out of here. Each is opened when it is asked for, so that the rest stays sealed; one
   * that does not open comes as U-504, a disk that cannot be read as U-501, which ends it.
   */
  unreconciled(): Iterable<Result<Reception>>;
  /**
   * Who came in, the newest first, each in its newest version; those wiped after delivery are not among them. One
   * whose payload does not open is left out: it is parked. A reception that is unchanged since the last question is
   * the very same object. Errors: U-501, U-506.
   */
  receptions(query: ArrivalQuery): Result<readonly Arrival[]>;
  /** The newest version of one reception; null where it is unknown or wiped. Errors: U-501, U-504, U-506. */
  reception(id: string): Result<Reception | null>;
  /**
   * Whether the same person came earlier on that day, by what is kept of it: what is wiped counts as never come. No
   * question to hang a visit on: a disk that cannot be read says no.
   */
  cameEarlier(reception: Reception): Promise<boolean>;
  /** Calls `listener` after each commit; returns the way to stop that. */
  onRecorded(listener: () => void): () => void;
  close(): void;
  readonly store: Store;
  /** What other rooms leave here, so that it does not lie beside what it is about. */
  readonly notes: Notes;
}

export interface OutboxOptions extends OutboxPaths {
  /** Names of the sinks each new reception is owed to. */
  readonly sinks: readonly string[];
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
  /** Runs just before the commit: where a simulated disk fails. */
  readonly beforeCommit?: () => void;
  /** Below this no visit is begun: room for those under way, for deliveries to go on, and for a check-point. Bytes. */
  readonly minFreeBytes?: number;
}

/** Two thousand receptions of 16 KB, and as much again for the log and the delivery side. */
export const defaultMinFreeBytes = 64 * 1024 * 1024;

/** Opens the queue, and makes it at the very first start. Errors: U-501, U-504 as {@link openStore}. */
export function openOutbox(options: OutboxOptions): Result<Outbox> {
  const opened = openStore(options, options.now ?? Date.now);
  return opened.ok ? ok(outboxOn(opened.value, options)) : opened;
}

function outboxOn(store: Store, options: OutboxOptions): Outbox {
  const { database } = store;
  const append = journalOn(database);
  const sinks = sinksText(options.sinks);
  const log = new LogFlush(database, store.folder);
  let lasting: Result<void> = ok(undefined);
  const flush = async (): Promise<Result<void>> => {
    lasting = await log.flush();
    return lasting;
  };
  const watch = watchUnder(store, options.minFreeBytes ?? defaultMinFreeBytes, flush);
  const lately = new Lately();
  const opened = new OpenedReceptions(store);
  const readBacklog = backlogOn(store);
  const listeners = new Listeners();
  const takeBack = database.prepare('DELETE FROM journal WHERE id = ? AND version = ?');

  /** Nobody may hear twice that the same version was recorded; an older repeat is found when it is posted. */
  const commit = (reception: Reception): Result<void> => {
    const { id, version } = reception;
    const recordedAt = store.now();
    if (lately.has(id, version)) return failed('U-501', `${id}.v${version} was recorded before`);
    const plaintext = plaintextOf(leastData(reception));
    const committed = guarded(() => {
      const provisional = reception.status === 'provisional' ? 1 : 0;
      const label = { id, version, recordedAt, sinks, provisional } as const;
      const sealed = seal(store.keys.current, label, plaintext);
      options.beforeCommit?.();
      append({ label, sealed });
      return ok(undefined);
    });
    plaintext.fill(0);
    if (committed.ok) lately.add(id, version);
    return committed;
  };
  const settled = (outcome: Result<void>): Result<void> => {
    watch.committed(outcome);
    if (outcome.ok) listeners.tell();
    return outcome;
  };

  return {
    store,
    notes: notesIn(database),
    record: (reception) => settled(commit(reception)),
    async recordApart(reception) {
      const committed = withoutFlush(database, () => commit(reception));
      if (!committed.ok) return settled(committed);
      const flushed = await flush();
      if (!flushed.ok) {
        guarded(() => ok(takeBack.run(reception.id, reception.version)));
        lately.remove(reception.id, reception.version);
      }
      return settled(flushed);
    },
    canRecord() {
      const able = watch.check();
      return able.ok ? lasting : able;
    },
    backlog: () => readBacklog(),
    unreconciled: () => unreconciledIn(store),
    receptions: arrivalsOn(store, opened),
    reception: (id) => newestIn(store, id),
    cameEarlier: earlierTodayIn(store),
    onRecorded: (listener) => listeners.add(listener),
    close: () => {
      opened.forget();
      database.close();
      void log.close();
    },
  };
}

/** @param flush of the test write: its outcome is the next check's. */
function watchUnder(
  { database, folder, now }: Store,
  minFreeBytes: number,
  flush: () => Promise<unknown>,
): StorageWatch {
  const write = database.prepare(
    'INSERT INTO probe (only, at) VALUES (1, @at) ON CONFLICT (only) DO UPDATE SET at = @at',
  );
  const testWrite = (at: number): void => {
    withoutFlush(database, () => write.run({ at }));
    void flush();
  };
  return watchStorage({ folder, now, minFreeBytes, testWrite });
}

/** What was recorded last by this process: one set grows, the one before is forgotten. */
class Lately {
  private now = new Set<string>();
  private before = new Set<string>();

  has(id: string, version: number): boolean {
    const key = `${id}.${version}`;
    return this.now.has(key) || this.before.has(key);
  }

  add(id: string, version: number): void {
    this.now.add(`${id}.${version}`);
    if (this.now.size < 1_000) return;
    this.before = this.now;
    this.now = new Set();
  }

  remove(id: string, version: number): void {
    for (const each of [this.now, this.before]) each.delete(`${id}.${version}`);
  }
}

/** Used again for each reception, so that no copy of a patient's data is left for the garbage collector. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

function plaintextOf(reception: Reception): Buffer {
  const text = JSON.stringify(reception);
  if (text.length * 3 > scratch.length) return Buffer.from(text, 'utf8');
  return scratch.subarray(0, scratch.write(text, 'utf8'));
}

/** The backlog of a queue that nobody runs on, or beside whoever does. Errors: U-501, U-506. */
export function backlogOf(store: Store): Result<Backlog> {
  return backlogOn(store)();
}

function backlogOn({ database, damage }: Store): () => Result<Backlog> {
  // One look through the partial index, nothing else: it holds only what is open.
  const open = database.prepare<[], { state: string; count: number; first: number }>(
    `SELECT state, count(*) AS count, min(reception) AS first FROM delivery WHERE state <> 'delivered' GROUP BY state`,
  );
  const unposted = database.prepare<[], { count: number; oldestAt: number | null }>(
    `SELECT coalesce(sum(json_array_length(sinks)), 0) AS count, min(recorded_at) AS oldestAt FROM journal
     WHERE sequence > ifnull((SELECT max(sequence) FROM reception), 0) AND sinks <> '[]'`,
  );
  const unpostedLines = 'journal WHERE sequence > ifnull((SELECT max(sequence) FROM reception), 0)';
  const provisional = database.prepare<[], { open: number; given: number; newest: number }>(
    // Beside max(version) stands what the line of that version says: only the newest of a reception counts.
    `WITH unposted AS (SELECT id, max(version), provisional FROM ${unpostedLines} GROUP BY id)
     SELECT count(*) FILTER (WHERE wiped_at IS NULL AND id NOT IN (SELECT id FROM unposted)) AS open,
            count(wiped_at) AS given, (SELECT count(*) FROM unposted WHERE provisional = 1) AS newest
     FROM reception WHERE unreconciled = 1`,
  );
  const recordedAt = database.prepare<[number], number>('SELECT recorded_at FROM reception WHERE sequence = ?').pluck();
  const doubtful = database
    .prepare<[string], number>(
      "SELECT count(*) FROM delivery WHERE state <> 'delivered' AND state = 'parked' AND problem_code = ?",
    )
    .pluck();
  const read = database.transaction((): Backlog => {
    const states = new Map(open.all().map((row) => [row.state, row]));
    const unfinished = provisional.get();
    const fresh = unposted.get() ?? { count: 0, oldestAt: null };
    const count = (state: string): number => states.get(state)?.count ?? 0;
    const first = Math.min(...[...states.values()].map((row) => row.first));
    const oldestAt = Number.isFinite(first) ? recordedAt.get(first) : fresh.oldestAt;
    return {
      waiting: count('waiting') + count('claimed') + fresh.count,
      parked: count('parked'),
      oldestAt: oldestAt ?? undefined,
      unreconciled: (unfinished?.open ?? 0) + (unfinished?.newest ?? 0),
      alerts: [
        ...damage.map(damageProblem),
        ...neverReconciled(unfinished?.given ?? 0),
        ...notOurs(count('parked') > 0 ? (doubtful.get(doubt.code) ?? 0) : 0),
      ],
    };
  });
  return () => guarded(() => ok(read()));
}

function neverReconciled(count: number): readonly Problem[] {
  return count === 0 ? [] : [{ code: 'U-507', detail: `${count}; see queue list --unreconciled` }];
}

function notOurs(count: number): readonly Problem[] {
  return count === 0 ? [] : [{ code: doubt.code, detail: `${count}; see queue list --state parked` }];
}
