import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';
import { guarded } from './guarded.ts';
import { createPrivateFile, makePrivateFolder } from './privateFile.ts';
import { Sqlite } from './sqlite.ts';

/** A folder that no other process works in, until the lock is closed or this process ends, however it ends. */
export interface FolderLock {
  close(): void;
}

const lockFile = 'kiosk.lock';
/** Who has it, in words, for whoever finds it locked. It locks nothing: a process that was killed leaves it there. */
const holderFile = 'kiosk.lock.holder';

/** Two that begin in one moment get out of each other's way within this, ms; who has the folder keeps it for hours. */
const patienceMs = 1_000;

/**
 * Takes a folder for this process alone; makes it, closed to others, at the very first start. The lock is the kernel's,
 * an exclusive transaction of SQLite on a file that stays empty: no crash leaves it behind, and of any number that ask
 * in one moment exactly one gets it.
 *
 * Nobody else in this process may open the lock's file: closing it would give the lock away (that is how POSIX locks
 * are). A backup leaves it out.
 *
 * Errors: U-704 somebody has it, and who; U-501 the disk.
 *
 * @param holder who asks, for the message to the next one: `the kiosk`
 */
export function lockFolder(folder: string, holder: string): Result<FolderLock> {
  return guarded(() => {
    makePrivateFolder(folder);
    const file = join(folder, lockFile);
    makeClosedToOthers(file);
    const database = new Sqlite(file, { timeout: patienceMs });
    if (!isTaken(database)) {
      database.close();
      return failed('U-704', `${holderIn(folder)} is at work on ${folder}`);
    }
    writeFileSync(join(folder, holderFile), `${holder} (process ${process.pid})`, { mode: 0o600 });
    return ok({
      close() {
        rmSync(join(folder, holderFile), { force: true });
        database.close();
      },
    });
  });
}

/** Whether a process works in a folder now. Makes nothing. Not for the process that has it: see {@link lockFolder}. */
export function isFolderTaken(folder: string): boolean {
  const file = join(folder, lockFile);
  try {
    const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 0 });
    try {
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return false;
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
  }
}

/** Made only where there is none: to open and close it would give away the lock that this process may have. */
function makeClosedToOthers(file: string): void {
  if (existsSync(file)) return;
  try {
    createPrivateFile(file, new Uint8Array());
  } catch (error) {
    const madeMeanwhile = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!madeMeanwhile) throw error;
  }
}

function isTaken(database: Database): boolean {
  try {
    // Nothing is ever written: there is no journal to keep.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
    database.close();
    throw error;
  }
}

function holderIn(folder: string): string {
  const file = join(folder, holderFile);
  return existsSync(file) ? readFileSync(file, 'utf8') : 'another process';
}
