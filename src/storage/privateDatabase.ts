import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';
import { type Durability, makeDurable } from './durable.ts';
import { guarded } from './guarded.ts';
import { migrate, versionOf } from './migrate.ts';
import { createPrivateFile, makePrivateFolder, syncFolder } from './privateFile.ts';
import { Sqlite } from './sqlite.ts';

/** A database that only this program's user may read. */
export interface PrivateDatabase {
  /** What it is called in a message: `queue`. */
  readonly name: string;
  /** The folder of its own; made, and closed to others, where it is opened to be written. */
  readonly folder: string;
  readonly fileName: string;
  /** See {@link migrate}. */
  readonly schema: readonly string[];
  /** Runs on each connection before anything else: where functions are made that schema and statements call. */
  readonly prepare?: (database: Database) => void;
  /** Whether each commit outlasts a power cut, as it does unless said otherwise. */
  readonly durability?: Durability;
  /** A larger file is not looked through when it is opened (0.1 s for 100 MB); without it every one is. */
  readonly checkedUpToBytes?: number;
}

/** How long a command, and a kiosk that is opening, waits for another process to finish a write of its own, in ms. */
const lockWaitMs = 2_000;

/**
 * The same of an open database of a running kiosk, for each write: SQLite waits with the whole program, screens and
 * all. Whoever can wait longer does so on a timer: see `whenFree`.
 */
const servingLockWaitMs = 5;

/**
 * Opens a database, and makes it at the very first start: folder 0700, file 0600 with its log, durable, brought to the
 * newest version of its schema, and looked through for damage. `finish` has the last word and learns the version there
 * was before. Errors: U-501 the disk, the file or its durability is not as it must be; U-506 the file is damaged.
 */
export function openPrivateDatabase(
  plan: PrivateDatabase,
  finish: (database: Database, versionBefore: number) => Result<void> = () => ok(undefined),
): Result<Database> {
  const file = join(plan.folder, plan.fileName);
  const outcome = guarded(() => {
    makePrivateFolder(plan.folder);
    const begun = existsSync(file) ? looksLikeOne(file) : beginOne(file, plan);
    if (!begun.ok) return begun;
    closeToOthers(file);
    const opened = openWith(file, false, (database) => {
      const own = isOwn(database, plan);
      if (!own.ok) return own;
      plan.prepare?.(database);
      const durable = makeDurable(database, plan.durability);
      if (!durable.ok) return durable;
      const before = versionOf(database);
      const migrated = migrate(database, plan.schema);
      if (!migrated.ok) return migrated;
      const sound = looksSound(database, file, plan.checkedUpToBytes);
      return sound.ok ? finish(database, before) : sound;
    });
    if (opened.ok) opened.value.pragma(`busy_timeout = ${servingLockWaitMs}`);
    return opened;
  });
  return naming(file, outcome);
}

/**
 * Opens a database that another process may be running on; makes and migrates nothing. Errors: U-501 there is none,
 * or it has another version than this program's; U-506 damaged.
 *
 * @param access `read` changes nothing at all, `write` writes as durably as {@link openPrivateDatabase}
 */
export function openExistingPrivateDatabase(plan: PrivateDatabase, access: 'read' | 'write'): Result<Database> {
  const file = join(plan.folder, plan.fileName);
  const outcome = guarded(() => {
    if (!existsSync(file)) return failed('U-501', `there is no ${plan.name} in ${plan.folder}`);
    return openWith(file, access === 'read', (database) => {
      plan.prepare?.(database);
      const durable = access === 'read' ? ok(undefined) : makeDurable(database, plan.durability);
      if (!durable.ok) return durable;
      const version = versionOf(database);
      if (version === plan.schema.length) return ok(undefined);
      return failed('U-501', `the ${plan.name} has version ${version}: start the kiosk once to bring it up to date`);
    });
  });
  return naming(file, outcome);
}

/**
 * Whether no other program holds a database that lies in one of the folders of `dataFolder`, as the stores do. What is
 * wrong with one beside that is for whoever opens it.
 */
export function areAllFree(dataFolder: string): boolean {
  const files = readdirSync(dataFolder, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .flatMap(({ name }) => readdirSync(join(dataFolder, name)).map((file) => join(dataFolder, name, file)));
  return files.filter((file) => file.endsWith('.sqlite')).every(isFree);
}

function isFree(file: string): boolean {
  const probed = guarded(() => {
    const database = new Sqlite(file, { fileMustExist: true, timeout: 0 });
    try {
      database.transaction(() => undefined).immediate();
      return ok(undefined);
    } finally {
      database.close();
    }
  });
  return probed.ok || probed.problem.code !== 'U-512';
}

/** SQLite says what is wrong, and not with which file. */
function naming<T>(file: string, outcome: Result<T>): Result<T> {
  if (outcome.ok || outcome.problem.detail?.includes(dirname(file))) return outcome;
  return failed(outcome.problem.code, `${file}: ${outcome.problem.detail ?? ''}`);
}

/**
 * Makes the file with its mark under another name first: a start that a power cut or a full disk ends leaves no empty
 * file, which the next start would have to take for a damaged one.
 */
function beginOne(file: string, plan: PrivateDatabase): Result<void> {
  const fresh = `${file}.new`;
  for (const each of filesOf(fresh)) rmSync(each, { force: true });
  createPrivateFile(fresh, new Uint8Array());
  const made = openWith(fresh, false, (database) => {
    const durable = makeDurable(database, plan.durability);
    if (durable.ok) database.pragma(`application_id = ${markOf(plan)}`);
    return durable;
  });
  if (!made.ok) return made;
  made.value.close();
  renameSync(fresh, file);
  syncFolder(plan.folder);
  return ok(undefined);
}

/** A database, its log and the log's index. */
function filesOf(file: string): readonly string[] {
  return [file, `${file}-wal`, `${file}-shm`];
}

/** Nothing, or a folder, is no database: SQLite would take the first for a new one, and nobody would hear of the old. */
function looksLikeOne(file: string): Result<void> {
  const found = statSync(file);
  if (!found.isFile()) return failed('U-506', `${file} is not a file`);
  return found.size > 0 ? ok(undefined) : failed('U-506', `${file} is empty`);
}

/** Written into each database when it is made: a file of another store, or the log of one, is not taken for this. */
function markOf({ fileName }: PrivateDatabase): number {
  return createHash('sha256').update(`uketsuke ${fileName}`).digest().readUInt32BE() >>> 1 || 1;
}

/** Databases of before the mark have none. */
function isOwn(database: Database, plan: PrivateDatabase): Result<void> {
  const mark = database.pragma('application_id', { simple: true });
  if (mark === 0 || mark === markOf(plan)) return ok(undefined);
  return failed('U-506', `what lies there, or its log, is not the ${plan.name}`);
}

/** SQLite gives -wal and -shm the mode of the database, so that is made closed before SQLite sees it. */
function closeToOthers(file: string): void {
  for (const each of filesOf(file)) if (existsSync(each)) chmodSync(each, 0o600);
}

function openWith(file: string, readonly: boolean, prepare: (database: Database) => Result<void>): Result<Database> {
  const database = new Sqlite(file, { readonly, fileMustExist: true, timeout: lockWaitMs });
  try {
    const ready = prepare(database);
    if (ready.ok) return ok(database);
    database.close();
    return ready;
  } catch (error) {
    database.close();
    throw error;
  }
}

function looksSound(database: Database, file: string, upToBytes = Number.POSITIVE_INFINITY): Result<void> {
  if (statSync(file).size > upToBytes) return ok(undefined);
  const verdict = database.pragma('quick_check(1)', { simple: true });
  return verdict === 'ok' ? ok(undefined) : failed('U-506', `${verdict}`);
}
