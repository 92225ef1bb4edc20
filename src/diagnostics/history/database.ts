import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Result } from '../../problem/result.ts';
import { guardedAs } from '../../storage/guarded.ts';
import {
  openExistingPrivateDatabase,
  openPrivateDatabase,
  type PrivateDatabase,
} from '../../storage/privateDatabase.ts';
import { setAside } from '../../storage/setAside.ts';

/** Of the history alone, in a kiosk's data folder. */
export function historyFolder(dataFolder: string): string {
  return join(dataFolder, 'history');
}

const fileName = 'history.sqlite';

/**
 * One row for each hour, later for each day, in which something was measured. The checks are the last door: a name is a
 * name of the catalogue of checks, a value is a number, and neither can be anybody's.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE span (
    name    TEXT NOT NULL CHECK (octet_length(name) <= 64 AND name NOT GLOB '*[^A-Za-z0-9.-]*'),
    start   INTEGER NOT NULL,
    seconds INTEGER NOT NULL CHECK (seconds IN (3600, 86400)),
    count   INTEGER NOT NULL CHECK (count > 0),
    sum     REAL NOT NULL,
    least   REAL NOT NULL,
    most    REAL NOT NULL,
    PRIMARY KEY (name, seconds, start)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Without a flush for each: a power cut may cost the last hour. */
function planIn(folder: string): PrivateDatabase {
  return { name: 'history', folder, fileName, schema: migrations, durability: 'all-but-the-last' };
}

/** Opens it, and makes it at the very first start; a damaged one is set aside and begun anew. Errors: U-640. */
export function openHistoryDatabase(folder: string, now: number): Result<Database> {
  return asHistory(() => {
    const first = openPrivateDatabase(planIn(folder));
    if (first.ok || first.problem.code !== 'U-506') return first;
    setAside(folder, fileName, now);
    return openPrivateDatabase(planIn(folder));
  });
}

/** To read only, beside a kiosk that may be running. Errors: U-640, also where there is none. */
export function openHistoryForReading(folder: string): Result<Database> {
  return asHistory(() => openExistingPrivateDatabase(planIn(folder), 'read'));
}

/** Runs work on the disk; what the disk may do to us becomes U-640. */
export function asHistory<T>(work: () => Result<T>): Result<T> {
  return guardedAs('U-640', work);
}
