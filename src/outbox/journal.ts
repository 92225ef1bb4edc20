import type { Database } from 'better-sqlite3';
import { oncePer } from '../kernel/oncePer.ts';
import { ok, type Result } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import { opens, type Sealed, type SealLabel } from './seal.ts';
import { type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';

/** What one commit writes: the reception, sealed, and whom it is owed to. */
export interface JournalLine {
  readonly label: SealLabel;
  readonly sealed: Sealed;
}

/**
 * Returns the way to append a line: one row in one b-tree, in the order of arrival. Every further page a commit
 * touches (an index, a row for each sink) is written and flushed while the patient waits, so those come with
 * {@link post}. Throws what SQLite throws.
 */
export function journalOn(database: Database): (line: JournalLine) => void {
  const insert = database.prepare(
    // The journal's rows go when they are wiped, those of `reception` stay: together they never give a number twice.
    `INSERT INTO journal (sequence, id, version, recorded_at, sinks, key_id, nonce, sealed, tag, provisional)
     VALUES (1 + max(ifnull((SELECT max(sequence) FROM journal), 0), ifnull((SELECT max(sequence) FROM reception), 0)),
             ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({ label, sealed }) => {
    const { id, version, recordedAt, sinks, provisional } = label;
    const { keyId, nonce, ciphertext, tag } = sealed;
    insert.run(id, version, recordedAt, sinks, keyId, nonce, ciphertext, tag, provisional);
  };
}

/** How many lines one transaction posts: some milliseconds, in which nobody else may write and no screen is painted. */
const batch = 500;

/**
 * Brings lines of the journal that are not there yet into `reception` and `delivery`, at most `batch` of them. What
 * is recorded is not lost when this fails: it is done before the next claim. Returns how many. Errors: U-501.
 */
export function postingOn(store: Store): () => Result<number> {
  const { database } = store;
  const newest = database.prepare<[], { journal: number | null; posted: number | null }>(
    'SELECT (SELECT max(sequence) FROM journal) AS journal, (SELECT max(sequence) FROM reception) AS posted',
  );
  const postReceptions = database.prepare(
    `INSERT INTO reception (sequence, id, version, recorded_at, done_at, unreconciled)
     SELECT sequence, id, version, recorded_at, CASE sinks WHEN '[]' THEN recorded_at END, provisional
     FROM journal WHERE sequence > @after AND sequence <= @until
     ON CONFLICT (id, version) DO NOTHING`,
  );
  // No receiver could tell the same version recorded twice apart: the second waits for a person, under a name of its
  // own, so that nothing is dropped.
  const postRepeats = database.prepare(
    `INSERT INTO reception (sequence, id, version, recorded_at)
     SELECT sequence, id || '#' || sequence, version, recorded_at FROM journal j
     WHERE sequence > @after AND sequence <= @until
       AND NOT EXISTS (SELECT 1 FROM reception r WHERE r.sequence = j.sequence)`,
  );
  const postDeliveries = database.prepare(
    // What somebody else wrote into the list (a name twice, no name) stops no other reception from being posted.
    `INSERT OR IGNORE INTO delivery (reception, sink, due_at, state, problem_code, problem, settled_at, voucher)
     SELECT j.sequence, s.value, j.recorded_at,
            iif(r.id = j.id, 'waiting', 'parked'), iif(r.id = j.id, NULL, 'U-503'),
            iif(r.id = j.id, NULL, 'recorded twice under one version'), iif(r.id = j.id, NULL, j.recorded_at),
            vouch(r.sequence, r.id, r.version, j.sinks, s.value, iif(r.id = j.id, 'waiting', 'parked'),
                  iif(r.id = j.id, NULL, j.recorded_at), NULL)
     FROM journal j JOIN reception r USING (sequence), json_each(iif(json_valid(j.sinks), j.sinks, '[]')) s
     WHERE j.sequence > @after AND j.sequence <= @until`,
  );
  // A later version completes those before it, in whatever order they came into the queue (an import, a recovery).
  const reconcile = database.prepare(
    // The plus keeps SQLite from going through all that is unreconciled, which after an outage is every row.
    `UPDATE reception AS older SET unreconciled = 0
     WHERE +unreconciled = 1 AND id IN (SELECT id FROM reception WHERE sequence > @after AND sequence <= @until)
       AND EXISTS (SELECT 1 FROM reception newer WHERE newer.id = older.id AND newer.version > older.version)`,
  );
  const lines = database.prepare<unknown[], SealedRow>(
    `SELECT ${sealedColumns} FROM journal j WHERE sequence > @after AND sequence <= @until`,
  );
  const takeVoucher = database.prepare('UPDATE delivery SET voucher = NULL WHERE reception = ?');
  const post = database.transaction((): number => {
    const { journal, posted } = newest.get() ?? { journal: null, posted: null };
    const range = { after: posted ?? 0, until: Math.min(journal ?? 0, (posted ?? 0) + batch) };
    if (range.until <= range.after) return 0;
    const first = postReceptions.run(range).changes;
    const repeated = postRepeats.run(range).changes;
    postDeliveries.run(range);
    reconcile.run(range);
    // Whom it is owed to is believed under its seal only: nobody vouches for a list that somebody else wrote.
    for (const line of lines.all(range)) if (!opens(store.keys, line)) takeVoucher.run(line.sequence);
    return first + repeated;
  });
  return () =>
    guarded(() => {
      const { journal, posted } = newest.get() ?? { journal: null, posted: null };
      return ok((journal ?? 0) > (posted ?? 0) ? post.immediate() : 0);
    });
}

/** Each that looks into the queue posts first. */
const posting = oncePer(postingOn);

/** Posts all there is, batch by batch. Errors: U-501. */
export function postAll(store: Store): Result<number> {
  const post = posting(store);
  let total = 0;
  for (;;) {
    const posted = post();
    if (!posted.ok) return posted;
    if (posted.value === 0) return ok(total);
    total += posted.value;
  }
}
