import { closeSync, constants, fdatasyncSync, openSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Database } from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';
import { syncFolder } from './privateFile.ts';

/**
 * Does a write without waiting for the disk: a commit goes into the write-ahead log and is flushed by whoever promises
 * that it lasts ({@link LogFlush}), or by nobody where a power cut may undo it. The file stays whole in both.
 */
export function withoutFlush<T>(database: Database, work: () => T): T {
  const before = Number(database.pragma('synchronous', { simple: true }));
  database.pragma('synchronous = NORMAL');
  try {
    return work();
  } finally {
    database.pragma(`synchronous = ${before}`);
  }
}

/**
 * Makes what {@link withoutFlush} committed last. SQLite would flush the log on the thread that commits, and on a slow
 * disk every screen stands still meanwhile; here another thread waits, and the commit is as durable once it is done:
 * with `synchronous=FULL` SQLite does nothing else than this at the end of a commit.
 */
export class LogFlush {
  private readonly file: string;
  private handle: Promise<FileHandle> | undefined;
  private last: Promise<Result<void>> = Promise.resolve(ok(undefined));
  /** One that has not begun: whoever commits before it does is in it. */
  private coming: Promise<Result<void>> | undefined;

  /** @param folder of the database, whose entry of the log is made durable here: it outlives every commit. */
  constructor(database: Database, folder: string) {
    this.file = `${database.name}-wal`;
    syncFolder(folder);
  }

  /** Resolves once everything committed before this call lasts. Several that ask meanwhile share one flush. Errors: U-501. */
  flush(): Promise<Result<void>> {
    this.coming ??= this.last.then(() => {
      this.coming = undefined;
      return this.run();
    });
    this.last = this.coming;
    return this.coming;
  }

  /** The same on this thread, for whoever is closing. Throws what the system throws. */
  flushNow(): void {
    const descriptor = openSync(this.file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  async close(): Promise<void> {
    await this.last;
    const handle = this.handle;
    this.handle = undefined;
    await (await handle?.catch(() => undefined))?.close();
  }

  private async run(): Promise<Result<void>> {
    try {
      // Never followed, never made: the log is there while the database is open.
      this.handle ??= open(this.file, constants.O_RDONLY | constants.O_NOFOLLOW);
      await (await this.handle).datasync();
      return ok(undefined);
    } catch (error) {
      this.handle = undefined;
      return failed('U-501', `the log could not be flushed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
