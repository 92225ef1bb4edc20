import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ok, type Problem, type Result } from '../problem/result.ts';
import { guardedAs } from '../storage/guarded.ts';
import { migrate } from '../storage/migrate.ts';
import { openPrivateDatabase, type PrivateDatabase } from '../storage/privateDatabase.ts';
import { setAside, setAsideFolders } from '../storage/setAside.ts';
import { Sqlite } from '../storage/sqlite.ts';

/** Where the desk keeps what must last: accounts, sessions, modes, keyed hashes of names. No patient is in here. */
export interface DeskStore {
  readonly database: Database;
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Time that passes and never leaps, on the same scale: sessions and locks last by it. */
  readonly lived: () => number;
  /** U-803 for each damaged file that was set aside and that nobody has looked after yet. */
  readonly alerts: readonly Problem[];
  /** Whether it could be written to now. Errors: U-512 another program holds it; U-801. */
  free(): Result<void>;
  close(): void;
}

/** Steps are only ever added. */
const migrations: readonly string[] = [
  `
  CREATE TABLE staff (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- As people sign in with it; NFKC, compared without regard to case.
    name       TEXT NOT NULL COLLATE NOCASE UNIQUE,
    role       TEXT NOT NULL CHECK (role IN ('receptionist', 'administrator', 'technician')),
    password   TEXT,
    -- One salt for all, so that UNIQUE holds: a passcode names its owner.
    passcode   BLOB UNIQUE,
    disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    demo       INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE passcode_guard (
    only         INTEGER PRIMARY KEY CHECK (only = 1),
    salt         BLOB NOT NULL,
    wrong        INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO passcode_guard (only, salt) VALUES (1, randomblob(16));

  CREATE TABLE invitation (
    staff      INTEGER PRIMARY KEY REFERENCES staff (number),
    code_hash  BLOB NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE session (
    token_hash   BLOB PRIMARY KEY,
    staff        INTEGER NOT NULL REFERENCES staff (number),
    signed_in_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE occasion (
    number    INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('disaster', 'emergency')),
    staff     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    ends_at   INTEGER NOT NULL,
    ended_at  INTEGER
  ) STRICT;
  -- One at a time.
  CREATE UNIQUE INDEX occasion_open ON occasion ((1)) WHERE ended_at IS NULL;
  `,
  `
  CREATE TABLE browser (
    token_hash BLOB NOT NULL,
    staff      INTEGER NOT NULL REFERENCES staff (number),
    used_at    INTEGER NOT NULL,
    PRIMARY KEY (token_hash, staff)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE passcode_choice (
    staff INTEGER PRIMARY KEY REFERENCES staff (number),
    count INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE said_same (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Keyed hash of a card's serial and both names, one hash of all three; the key is that of the audit trail.
    names     TEXT NOT NULL UNIQUE,
    -- Keyed hash of the card, as the audit trail has it.
    card      TEXT NOT NULL,
    reception TEXT NOT NULL,
    staff     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    said_at   INTEGER NOT NULL,
    until     INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE settled (
    -- UUID of the reception, and why it wanted attention; of the patient nothing else.
    reception  TEXT NOT NULL,
    why        TEXT NOT NULL,
    staff      TEXT NOT NULL,
    initials   TEXT NOT NULL,
    settled_at INTEGER NOT NULL,
    PRIMARY KEY (reception, why)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- last_used_at: a person did something with it. last_seen_at: a person was there. last_open_at: a page of it was open.
  -- A session of before was seen by nobody: it is locked.
  ALTER TABLE session ADD COLUMN last_seen_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE session ADD COLUMN last_open_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE session ADD COLUMN locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1));
  -- Since it was last opened.
  ALTER TABLE session ADD COLUMN wrong_passcodes INTEGER NOT NULL DEFAULT 0;
  `,
  `
  CREATE TABLE second_factor (
    staff       INTEGER PRIMARY KEY REFERENCES staff (number),
    -- The shared secret, sealed; the key is in second-factor.key.
    key_id      TEXT NOT NULL,
    secret      BLOB NOT NULL,
    enrolled_at INTEGER NOT NULL,
    -- The newest step whose code was used.
    last_step   INTEGER NOT NULL
  ) STRICT;
  -- Shown, and not proven yet to have arrived in an app.
  CREATE TABLE second_factor_offer (
    staff  INTEGER PRIMARY KEY REFERENCES staff (number),
    key_id TEXT NOT NULL,
    secret BLOB NOT NULL
  ) STRICT;
  CREATE TABLE second_factor_guard (
    staff        INTEGER PRIMARY KEY REFERENCES staff (number),
    wrong        INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE recovery_code (
    code_hash BLOB PRIMARY KEY,
    staff     INTEGER NOT NULL REFERENCES staff (number)
  ) STRICT, WITHOUT ROWID;

  -- Whether its owner has said more than the password. Those of before have not.
  ALTER TABLE session ADD COLUMN proven INTEGER NOT NULL DEFAULT 0 CHECK (proven IN (0, 1));

  -- A technician comes from outside, for a time. Who was one before has a month from now.
  ALTER TABLE staff ADD COLUMN expires_at INTEGER;
  UPDATE staff SET expires_at = unixepoch() * 1000 + 2592000000 WHERE role = 'technician';
  `,
  `
  -- Sign-ins of technicians at the kiosk that failed: one lock for all, since anybody may stand there.
  CREATE TABLE technician_guard (
    only         INTEGER PRIMARY KEY CHECK (only = 1),
    wrong        INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO technician_guard (only) VALUES (1);
  `,
  `
  -- The last backup that left this desk whole.
  CREATE TABLE backup_made (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    staff   TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    bytes   INTEGER NOT NULL
  ) STRICT;
  `,
];

/** The folder of the desk in the data folder. */
export function deskFolder(dataFolder: string): string {
  return join(dataFolder, 'desk');
}

const fileName = 'desk.sqlite';

/** The desk's database, as any program opens it. */
export function deskDatabaseIn(folder: string): PrivateDatabase {
  return { name: 'desk database', folder, fileName, schema: migrations };
}

/**
 * Opens desk.sqlite, and makes it at the very first start. A damaged one is set aside, unchanged, and one without
 * anybody in it begun: `alerts` says so. Errors: U-801.
 */
export function openDeskStore(
  folder: string,
  now: () => number = Date.now,
  lived: () => number = now,
): Result<DeskStore> {
  const plan = deskDatabaseIn(folder);
  return asDesk(() => {
    const first = openPrivateDatabase(plan);
    const isDamaged = !first.ok && first.problem.code === 'U-506';
    if (isDamaged) setAside(folder, fileName, now());
    const opened = isDamaged ? openPrivateDatabase(plan) : first;
    if (!opened.ok) return opened;
    const alerts = setAsideFolders(folder).map(
      (aside): Problem => ({ code: 'U-803', detail: `set aside in ${aside}` }),
    );
    return ok(storeOn(opened.value, { folder, now, lived, alerts }));
  });
}

/** A desk for this start alone, where the disk takes none: nobody is in it, and nothing of it is kept. */
export function passingDeskStore(folder: string, now: () => number = Date.now): DeskStore {
  const database = new Sqlite(':memory:');
  const migrated = migrate(database, migrations);
  if (!migrated.ok) throw new Error(migrated.problem.detail);
  return storeOn(database, { folder, now, lived: now, alerts: [] });
}

function storeOn(database: Database, about: Omit<DeskStore, 'database' | 'free' | 'close'>): DeskStore {
  database.pragma('foreign_keys = ON');
  const begin = database.transaction(() => ok(undefined));
  return { database, ...about, free: () => asDesk(() => begin.immediate()), close: () => void database.close() };
}

/** Runs work on desk.sqlite; what the disk may do to us becomes U-801. */
export function asDesk<T>(work: () => Result<T>): Result<T> {
  return guardedAs('U-801', work);
}
