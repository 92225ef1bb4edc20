import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { guarded, makeDurable } from '../outbox/store.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { migrate } from '../storage/migrations.ts';
import { createPrivateFile, makePrivateFolder } from '../storage/privateFile.ts';

/** Where the desk keeps what must last: accounts, sessions, modes. Nothing about patients is in here. */
export interface DeskStore {
  readonly database: Database.Database;
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
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
];

/** The folder of the desk in the data folder. */
export function deskFolder(dataFolder: string): string {
  return join(dataFolder, 'desk');
}

/** Opens desk.sqlite, and makes it at the very first start. Errors: U-801. */
export function openDeskStore(folder: string, now: () => number = Date.now): Result<DeskStore> {
  return asDesk(() => {
    makePrivateFolder(folder);
    const file = join(folder, 'desk.sqlite');
    // SQLite gives -wal and -shm the mode of the database, so it is made closed before SQLite sees it.
    if (!existsSync(file)) createPrivateFile(file, new Uint8Array());
    chmodSync(file, 0o600);
    const database = new Database(file, { fileMustExist: true });
    const ready = asDesk(() => {
      const durable = makeDurable(database);
      return durable.ok ? migrate(database, migrations) : durable;
    });
    if (!ready.ok) {
      database.close();
      return failed('U-801', ready.problem.detail);
    }
    database.pragma('foreign_keys = ON');
    return ok({ database, folder, now, close: () => void database.close() });
  });
}

/** Runs work on desk.sqlite; what the disk may do to us becomes U-801. */
export function asDesk<T>(work: () => Result<T>): Result<T> {
  const result = guarded(work);
  return result.ok ? result : { ok: false, problem: deskProblem(result.problem) };
}

function deskProblem(problem: Problem): Problem {
  return problem.code === 'U-501' || problem.code === 'U-506' ? { ...problem, code: 'U-801' } : problem;
}
