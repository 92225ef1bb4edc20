import { notesTable } from '../storage/notes.ts';
import { voucherOf } from './voucher.ts';

/**
 * The queue, as the steps that lead to it: entry n brings a database from version n to n + 1. Steps are only ever
 * added. What is recorded goes into `journal`, one row and one b-tree a commit; posting (journal.ts) brings it into
 * `reception` and `delivery`, out of the patient's way. Wiping deletes the journal's row and leaves those two.
 */
export const queueSchema: readonly string[] = [
  `
  CREATE TABLE reception (
    sequence    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    version     INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    wiped_at    INTEGER,
    UNIQUE (id, version)
  ) STRICT;

  CREATE TABLE payload (
    reception INTEGER PRIMARY KEY REFERENCES reception (sequence),
    key_id    TEXT NOT NULL,
    nonce     BLOB NOT NULL,
    sealed    BLOB NOT NULL
  ) STRICT;

  CREATE TABLE delivery (
    reception    INTEGER NOT NULL REFERENCES reception (sequence),
    sink         TEXT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'claimed', 'delivered', 'parked')),
    due_at       INTEGER NOT NULL,
    claim        INTEGER NOT NULL DEFAULT 0,
    owner        TEXT,
    lease_until  INTEGER,
    attempts     INTEGER NOT NULL DEFAULT 0,
    refusals     INTEGER NOT NULL DEFAULT 0,
    problem_code TEXT,
    problem      TEXT,
    settled_at   INTEGER,
    PRIMARY KEY (reception, sink)
  ) STRICT, WITHOUT ROWID;

  -- Partial, so that what is done costs nothing: the queue is as fast after a million receptions as on its first day.
  -- Only one, because every page a commit touches is written and flushed before the patient may read "done".
  CREATE INDEX delivery_open ON delivery (sink, state, due_at) WHERE state <> 'delivered';
  `,
  `
  CREATE TABLE journal (
    sequence    INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    version     INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    -- Names of the sinks it is owed to, a JSON array.
    sinks       TEXT NOT NULL,
    key_id      TEXT NOT NULL,
    nonce       BLOB NOT NULL,
    sealed      BLOB NOT NULL,
    tag         BLOB NOT NULL
  ) STRICT;
  INSERT INTO journal
  SELECT sequence, id, version, recorded_at,
         (SELECT json_group_array(sink) FROM delivery WHERE reception = sequence),
         key_id, nonce, substr(sealed, 1, max(length(sealed) - 16, 0)), substr(sealed, -16)
  FROM reception JOIN payload ON reception = sequence;
  DROP TABLE payload;

  -- When the last sink had taken it: what retention goes by, without looking through what still waits.
  ALTER TABLE reception ADD COLUMN done_at INTEGER;
  UPDATE reception
  SET done_at = coalesce((SELECT max(settled_at) FROM delivery WHERE reception = sequence), recorded_at)
  WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE reception = sequence AND state <> 'delivered');
  CREATE INDEX reception_done ON reception (done_at) WHERE done_at IS NOT NULL AND wiped_at IS NULL;
  -- Those nobody has tried yet: who came in just now goes before a backlog.
  CREATE INDEX delivery_untried ON delivery (sink, due_at) WHERE state = 'waiting' AND attempts = 0;
  -- The test write: one row that is written again and again.
  CREATE TABLE probe (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL) STRICT;
  `,
  `
  -- Provisional: the insurance could not be asked about, and a later version will say. Kept until then, see retention.
  ALTER TABLE journal ADD COLUMN provisional INTEGER NOT NULL DEFAULT 0;
  -- The same, until a later version of the reception is posted or a person says that it needs none.
  ALTER TABLE reception ADD COLUMN unreconciled INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX reception_unreconciled ON reception (sequence) WHERE unreconciled = 1;
  `,
  `
  -- Who came in today, of a million: kept up when posting, not while a patient waits.
  CREATE INDEX reception_recorded ON reception (recorded_at);
  `,
  `
  -- What a sink wrote down for its next attempt, where nobody but the kiosk writes. Nothing of the patient.
  ALTER TABLE delivery ADD COLUMN memo TEXT;
  `,
  notesTable,
  `
  -- Says under the kiosk's key what became of it, so that nobody else can write that down. Until the payload is wiped.
  ALTER TABLE delivery ADD COLUMN voucher BLOB;
  UPDATE delivery SET voucher = ${voucherOf({})} WHERE reception IN (SELECT sequence FROM journal);
  `,
];
