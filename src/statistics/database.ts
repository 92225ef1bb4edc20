import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { listDamage, setAside } from '../outbox/recovery.ts';
import { guarded } from '../outbox/store.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { migrate, versionOf } from '../storage/migrations.ts';
import { createPrivateFile, makePrivateFolder } from '../storage/privateFile.ts';

/** The folder a kiosk uses. */
export function numbersFolder(dataFolder: string): string {
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
];

/** How long a write waits for another process to finish its own, in ms. */
const lockWaitMs = 2_000;

/**
 * Opens the counters, and makes them at the very first start. A damaged file is set aside, unchanged, and counting
 * begins anew: {@link damageAlerts} says so. Errors: U-509.
 */
export function openNumbersDatabase(folder: string, now: number): Result<Database.Database> {
  return asNumbers(() => {
    makePrivateFolder(folder);
    const first = guarded(() => open(folder));
    if (first.ok || first.problem.code !== 'U-506') return first;
    setAside(folder, databaseName, now);
    return open(folder);
  });
}

/** Opens counters that a kiosk may be running on, to read only. Errors: U-509, also where there are none. */
export function openNumbersForReading(folder: string): Result<Database.Database> {
  const file = join(folder, databaseName);
  return asNumbers(() => {
    if (!existsSync(file)) return failed('U-509', `there are no numbers in ${folder}`);
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: lockWaitMs });
    const version = guarded(() => ok(versionOf(database)));
    if (version.ok && version.value === migrations.length) return ok(database);
    database.close();
    return version.ok ? failed('U-509', `the numbers have version ${version.value}`) : version;
  });
}

/** U-509 for each damaged file that was set aside, until somebody removes its folder. */
export function damageAlerts(folder: string): readonly Problem[] {
  return listDamage(folder).map((damage) => ({ code: 'U-509', detail: `damaged, set aside in ${damage.folder}` }));
}

/** Runs work on the disk; what the disk may do to us becomes U-509, what only a bug can do is thrown on. */
export function asNumbers<T>(work: () => Result<T>): Result<T> {
  const result = guarded(work);
  if (result.ok || !/^U-50[16]$/.test(result.problem.code)) return result;
  const { code, detail } = result.problem;
  return failed('U-509', code === 'U-506' ? `the file is damaged: ${detail ?? ''}` : detail);
}

function open(folder: string): Result<Database.Database> {
  const file = join(folder, databaseName);
  // SQLite gives -wal and -shm the mode of the database, so it is made closed before SQLite sees it.
  if (!existsSync(file)) createPrivateFile(file, new Uint8Array());
  chmodSync(file, 0o600);
  const database = new Database(file, { fileMustExist: true, timeout: lockWaitMs });
  const ready = guarded(() => prepare(database));
  if (ready.ok) return ok(database);
  database.close();
  return ready;
}

function prepare(database: Database.Database): Result<void> {
  database.pragma('journal_mode = WAL');
  // Without a flush for each visit: a power cut may cost the last few counts, and no patient waits for them.
  database.pragma('synchronous = NORMAL');
  const migrated = migrate(database, migrations);
  if (!migrated.ok) return migrated;
  // Ten years are some 100,000 rows: looked through in milliseconds.
  const verdict = database.pragma('quick_check(1)', { simple: true });
  return verdict === 'ok' ? ok(undefined) : failed('U-506', `${verdict}`);
}
