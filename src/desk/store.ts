import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ok, type Result } from '../problem/result.ts';
import { guardedAs } from '../storage/guarded.ts';
import { openPrivateDatabase } from '../storage/privateDatabase.ts';

/** Where the desk keeps what must last: accounts, sessions, modes. Nothing about patients is in here. */
export interface DeskStore {
  readonly database: Database;
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
];

/** The folder of the desk in the data folder. */
export function deskFolder(dataFolder: string): string {
  return join(dataFolder, 'desk');
}

/** Opens desk.sqlite, and makes it at the very first start. Errors: U-801. */
export function openDeskStore(folder: string, now: () => number = Date.now): Result<DeskStore> {
  return asDesk(() => {
    const plan = { name: 'desk database', folder, fileName: 'desk.sqlite', schema: migrations };
    const opened = openPrivateDatabase(plan);
    if (!opened.ok) return opened;
    const database = opened.value;
    database.pragma('foreign_keys = ON');
    return ok({ database, folder, now, close: () => void database.close() });
  });
}

/** Runs work on desk.sqlite; what the disk may do to us becomes U-801. */
export function asDesk<T>(work: () => Result<T>): Result<T> {
  return guardedAs('U-801', work);
}
