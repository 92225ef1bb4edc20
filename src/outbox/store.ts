import { chmodSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import {
  dropUnusedKeys,
  type Keyring,
  type KeySource,
  keySourceOf,
  readKeyring,
  readOrCreateKeyring,
} from '../storage/keyring.ts';
import { migrate, migrations, versionOf } from '../storage/migrations.ts';
import { createPrivateFile, makePrivateFolder } from '../storage/privateFile.ts';
import { type Damage, listDamage, recoverSetAside, setAside } from './recovery.ts';

/** Where a queue lives: the folder of its database, and its key file, which is never inside that folder. */
export interface OutboxPaths {
  readonly folder: string;
  readonly keyFile: string;
  /** `$CREDENTIALS_DIRECTORY` of the service; a key systemd hands over there goes before the key file. */
  readonly credentialsFolder?: string | undefined;
}

/** The places a kiosk uses unless its configuration says otherwise. */
export function outboxPaths(dataFolder: string, credentialsFolder?: string): OutboxPaths {
  return { folder: join(dataFolder, 'outbox'), keyFile: join(dataFolder, 'keys', 'outbox.key'), credentialsFolder };
}

/** An open queue database and what is needed to read it. */
export interface Store {
  readonly database: Database.Database;
  readonly folder: string;
  readonly keySource: KeySource;
  readonly keys: Keyring;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Databases that were set aside because they were damaged, and what was saved of them; until somebody removes them. */
  readonly damage: readonly Damage[];
}

const fileName = 'outbox.sqlite';

/** How long a write waits for another process (`queue retry` beside a running kiosk) to finish its own, in ms. */
const lockWaitMs = 2_000;

/** Up to this size the file is looked through at every start: 0.1 s for 100 MB; larger ones only after a long outage. */
const checkedUpToBytes = 256 * 1024 * 1024;

/**
 * Opens the queue of a kiosk, and makes it at the very first start. A damaged one is set aside, what can be read of
 * it is taken over, and {@link Store.damage} says so. Errors: U-501 the disk, the file or its durability is not as it
 * must be; U-504 there is a queue but not its key: a new key would make it unreadable for good.
 */
export function openStore(paths: OutboxPaths, now: () => number): Result<Store> {
  const file = join(paths.folder, fileName);
  const keySource = keySourceOf(paths.keyFile, paths.credentialsFolder);
  return guarded(() => {
    const isNew = !existsSync(file) && listDamage(paths.folder).length === 0;
    makePrivateFolder(paths.folder);
    const keys = isNew ? readOrCreateKeyring(keySource) : readKeyring(keySource);
    if (!keys.ok) return keys;
    const open = (): Result<Store> => openFile(file, { folder: paths.folder, keySource, keys: keys.value, now });
    const opened = guarded(open);
    const isDamaged = !opened.ok && opened.problem.code === 'U-506';
    if (isDamaged) setAside(paths.folder, fileName, now());
    const store = isDamaged ? open() : opened;
    if (!store.ok || listDamage(paths.folder).length === 0) return store;
    recoverSetAside(store.value, fileName);
    return ok({ ...store.value, damage: listDamage(paths.folder) });
  });
}

/** Opens a queue that a kiosk may be running on; makes and migrates nothing. Errors as {@link openStore}, and U-506. */
export function openExistingStore(paths: OutboxPaths, now: () => number): Result<Store> {
  const file = join(paths.folder, fileName);
  const keySource = keySourceOf(paths.keyFile, paths.credentialsFolder);
  return guarded(() => {
    if (!existsSync(file)) return failed('U-501', `there is no queue in ${paths.folder}`);
    const keys = readKeyring(keySource);
    if (!keys.ok) return keys;
    return connect(file, { folder: paths.folder, keySource, keys: keys.value, now }, (database) =>
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
  // Only in an empty file: anywhere else this is a write, and a full disk could not even be opened.
  if (database.pragma('page_count', { simple: true }) === 0) {
    database.pragma(pageSize);
    database.pragma(vacuumPolicy);
  }
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

/** Three receptions fit on a page; of SQLite's usual 4,096 bytes each would leave half a page empty and begin another. */
const pageSize = 'page_size = 8192';

/** Flash is spared whole rewrites: freed pages are used again, and what is too much goes back in small bites. */
const vacuumPolicy = 'auto_vacuum = INCREMENTAL';

type StoreParts = Omit<Store, 'database' | 'damage'>;

function openFile(file: string, parts: StoreParts): Result<Store> {
  // SQLite gives -wal and -shm the mode of the database, so it is made closed before SQLite sees it.
  if (!existsSync(file)) createPrivateFile(file, new Uint8Array());
  chmodSync(file, 0o600);
  return connect(file, parts, (database) => {
    const before = versionOf(database);
    const migrated = migrate(database);
    if (!migrated.ok) return migrated;
    if (before === 1) takeOverVacuumPolicy(database);
    const sound = looksSound(database, file);
    return sound.ok ? knowsItsKeys(database, parts) : sound;
  });
}

function connect(
  file: string,
  parts: StoreParts,
  prepare: (database: Database.Database) => Result<void>,
): Result<Store> {
  const database = new Database(file, { fileMustExist: true, timeout: lockWaitMs });
  try {
    const durable = makeDurable(database);
    const ready = durable.ok ? prepare(database) : durable;
    if (ready.ok) return ok({ ...parts, database, damage: listDamage(parts.folder) });
    database.close();
    return ready;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A queue of the first version rewrites its file once, to be able to give pages back. Without room: next time. */
function takeOverVacuumPolicy(database: Database.Database): void {
  guarded(() => {
    database.pragma(vacuumPolicy);
    database.exec('VACUUM');
    return ok(undefined);
  });
}

function looksSound(database: Database.Database, file: string): Result<void> {
  if (statSync(file).size > checkedUpToBytes) return ok(undefined);
  const verdict = database.pragma('quick_check(1)', { simple: true });
  return verdict === 'ok' ? ok(undefined) : failed('U-506', `${verdict}`);
}

/** One damaged row must not stop a kiosk; not one row that opens means that the key file is another's. */
function knowsItsKeys(database: Database.Database, { keys, keySource, folder }: StoreParts): Result<void> {
  // From both ends: a queue of a million receptions is not read through at every start.
  const ends = database
    .prepare<[], string>(
      `SELECT key_id FROM (SELECT key_id FROM journal ORDER BY sequence LIMIT 50)
       UNION SELECT key_id FROM (SELECT key_id FROM journal ORDER BY sequence DESC LIMIT 50)`,
    )
    .pluck()
    .all();
  if (ends.length > 0 && !ends.some((id) => keys.find(id))) {
    return failed('U-504', `the key file holds none of the keys the queue is sealed with (${ends[0]})`);
  }
  // What was set aside may be sealed with any of them.
  if (keys.ids.length === 1 || listDamage(folder).length > 0) return ok(undefined);
  const used = new Set(database.prepare<[], string>('SELECT DISTINCT key_id FROM journal').pluck().all());
  const dropped = dropUnusedKeys(keySource, used);
  return dropped.ok ? ok(undefined) : dropped;
}

/** Runs work on the disk; what the disk may do to us becomes U-501 or U-506, what only a bug can do is thrown on. */
export function guarded<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    const problem = diskProblem(error);
    if (problem) return { ok: false, problem };
    throw error;
  }
}

function diskProblem(error: unknown): Problem | undefined {
  // Errors of the file system and of SQLite carry their own code (ENOSPC, SQLITE_FULL); bugs do not.
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  if (/^ERR_/.test(error.code)) return undefined;
  const isDamage = /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
  return { code: isDamage ? 'U-506' : 'U-501', detail: `${error.code}: ${error.message}` };
}
