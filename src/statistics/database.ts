import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Problem, Result } from '../problem/result.ts';
import { guardedAs } from '../storage/guarded.ts';
import { type Notes, notesIn, notesTable } from '../storage/notes.ts';
import { openExistingPrivateDatabase, openPrivateDatabase, type PrivateDatabase } from '../storage/privateDatabase.ts';
import { setAside, setAsideFolders } from '../storage/setAside.ts';

/** The folder a kiosk uses. It and the file keep the name of the first version, so that counters of then are found. */
export function statisticsFolder(dataFolder: string): string {
  return join(dataFolder, 'numbers');
}

export const databaseName = 'numbers.sqlite';

/**
 * Steps are only ever added. The checks are the last door: only a short lowercase word, a number of the catalogue or
 * one digit gets in, and no visit has a row of its own.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE cell (
    day     TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    measure TEXT NOT NULL CHECK (octet_length(measure) <= 16 AND measure NOT GLOB '*[^a-z-]*'),
    part    TEXT NOT NULL CHECK (octet_length(part) <= 16 AND length(part) = octet_length(part)
      AND (part NOT GLOB '*[^a-z-]*' OR part GLOB 'U-[1-9][0-9][0-9]' OR part GLOB '[1-9]')),
    bucket  INTEGER NOT NULL CHECK (bucket BETWEEN -16 AND 89),
    count   INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (day, measure, part, bucket)
  ) STRICT, WITHOUT ROWID;
  `,
  notesTable,
];

function countersIn(folder: string): PrivateDatabase {
  // Without a flush for each visit: a power cut may cost the last few counts, and no patient waits for them.
  return {
    name: 'statistics database',
    folder,
    fileName: databaseName,
    schema: migrations,
    durability: 'all-but-the-last',
  };
}

/**
 * Opens the counters, and makes them at the very first start. A damaged file is set aside, unchanged, and counting
 * begins anew: {@link damageAlerts} says so. Errors: U-509.
 */
export function openStatisticsDatabase(folder: string, now: number): Result<Database> {
  return asStatistics(() => {
    const first = openPrivateDatabase(countersIn(folder));
    if (first.ok || first.problem.code !== 'U-506') return first;
    setAside(folder, databaseName, now);
    return openPrivateDatabase(countersIn(folder));
  });
}

/** Opens counters that a kiosk may be running on, to read only. Errors: U-509, also where there are none. */
export function openStatisticsForReading(folder: string): Result<Database> {
  return asStatistics(() => openExistingPrivateDatabase(countersIn(folder), 'read'));
}

/** U-509 for each damaged file that was set aside, until somebody removes its folder. */
export function damageAlerts(folder: string): readonly Problem[] {
  return setAsideFolders(folder).map((aside) => ({ code: 'U-509', detail: `damaged, set aside in ${aside}` }));
}

/** Runs work on the disk; what the disk may do to us becomes U-509, what only a bug can do is thrown on. */
export function asStatistics<T>(work: () => Result<T>): Result<T> {
  return guardedAs('U-509', work);
}

/** Reads the notes beside a running kiosk. Errors: U-509, also where there are none yet. */
export function readStatisticsNotes(folder: string): ReturnType<Notes['all']> {
  const opened = openStatisticsForReading(folder);
  if (!opened.ok) return opened;
  try {
    return notesIn(opened.value).all();
  } finally {
    opened.value.close();
  }
}
