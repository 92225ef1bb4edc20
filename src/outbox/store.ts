import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';
import { type Keyring, readKeyring, readOrCreateKeyring } from './keyring.ts';
import { migrate, migrations, versionOf } from './migrations.ts';
import { createPrivateFile, makePrivateFolder } from './privateFile.ts';

/** Where a queue lives: the folder of its database, and its key file, which is never inside that folder. */
export interface OutboxPaths {
  readonly folder: string;
  readonly keyFile: string;
}

/** The places a kiosk uses unless its configuration says otherwise. */
export function outboxPaths(dataFolder: string): OutboxPaths {
  return { folder: join(dataFolder, 'outbox'), keyFile: join(dataFolder, 'keys', 'outbox.key') };
}

/** An open queue database and what is needed to read it. */
export interface Store {
  readonly database: Database.Database;
  readonly keys: Keyring;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const fileName = 'outbox.sqlite';

/** How long a write waits for another process (`queue retry` beside a running kiosk) to finish its own, in ms. */
const lockWaitMs = 2_000;

/**
 * Opens the queue of a kiosk, and makes it at the very first start. Errors: U-501 the disk, the file or its
 * durability is not as it must be; U-504 there is a queue but not its key: a new key would make it unreadable for good.
 */
export function openStore(paths: OutboxPaths, now: () => number): Result<Store> {
  const file = join(paths.folder, fileName);
  return guarded(() => {
    const isNew = !existsSync(file);
    makePrivateFolder(paths.folder);
    const keys = isNew ? readOrCreateKeyring(paths.keyFile) : readKeyring(paths.keyFile);
    if (!keys.ok) return keys;
    // SQLite gives -wal and -shm the mode of the database, so it is made closed before SQLite sees it.
    if (isNew) createPrivateFile(file, new Uint8Array());
    chmodSync(file, 0o600);
    return connect(file, keys.value, now, (database) => {
      const migrated = migrate(database);
      return migrated.ok ? knowsItsKeys(database, keys.value) : migrated;
    });
  });
}

/** Opens a queue that a kiosk may be running on; makes and migrates nothing. Errors as {@link openStore}. */
export function openExistingStore(paths: OutboxPaths, now: () => number): Result<Store> {
  const file = join(paths.folder, fileName);
  return guarded(() => {
    if (!existsSync(file)) return failed('U-501', `there is no queue in ${paths.folder}`);
    const keys = readKeyring(paths.keyFile);
    if (!keys.ok) return keys;
    return connect(file, keys.value, now, (database) =>
      versionOf(database) === migrations.length
        ? ok(undefined)
        : failed('U-501', `the queue has version ${versionOf(database)}: start the kiosk once to bring it up to date`),
    );
  });
}

/**
 * Write-ahead log, and FULL after it: switching to WAL quietly lowers `synchronous` to NORMAL, which may lose the
 * last receptions in a power cut after the patient has read that they were recorded. Errors: U-501.
 */
export function makeDurable(database: Database.Database): Result<void> {
  const journal = database.pragma('journal_mode = WAL', { simple: true });
  if (journal !== 'wal') return failed('U-501', `journal_mode is ${journal}, not wal`);
  database.pragma('synchronous = FULL');
  const synchronous = database.pragma('synchronous', { simple: true });
  if (synchronous !== 2) return failed('U-501', `synchronous is ${synchronous}, not FULL`);
  // What is wiped is overwritten, not only marked as free.
  database.pragma('secure_delete = ON');
  const secureDelete = database.pragma('secure_delete', { simple: true });
  if (secureDelete !== 1) return failed('U-501', 'secure_delete cannot be switched on');
  return ok(undefined);
}

function connect(
  file: string,
  keys: Keyring,
  now: () => number,
  prepare: (database: Database.Database) => Result<void>,
): Result<Store> {
  const database = new Database(file, { fileMustExist: true, timeout: lockWaitMs });
  try {
    const durable = makeDurable(database);
    const ready = durable.ok ? prepare(database) : durable;
    if (ready.ok) return ok({ database, keys, now });
    database.close();
    return ready;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** One damaged row must not stop a kiosk; not one row that opens means that the key file is another's. */
function knowsItsKeys(database: Database.Database, keys: Keyring): Result<void> {
  const used = database.prepare<[], { keyId: string }>('SELECT DISTINCT key_id AS keyId FROM payload').all();
  if (used.length === 0 || used.some(({ keyId }) => keys.find(keyId))) return ok(undefined);
  return failed('U-504', `the key file holds none of the keys the queue is sealed with (${used[0]?.keyId})`);
}

/** Runs work on the disk; what the disk may do to us becomes U-501, what only a bug can do is thrown on. */
export function guarded<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    // Errors of the file system and of SQLite carry their own code (ENOSPC, SQLITE_FULL); bugs do not.
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && !/^ERR_/.test(error.code)) {
      return failed('U-501', `${error.code}: ${error.message}`);
    }
    throw error;
  }
}
