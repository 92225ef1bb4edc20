import { chmodSync, existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { guarded, makeDurable } from '../outbox/store.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { migrate, versionOf } from '../storage/migrations.ts';
import { createPrivateFile, makePrivateFolder, syncFolder } from '../storage/privateFile.ts';
import type { AuditRecord } from './record.ts';

/** Where a trail lives. The key is never inside the folder of the records. */
export interface AuditPaths {
  readonly folder: string;
  readonly keyFile: string;
  /** `$CREDENTIALS_DIRECTORY` of the service; a key systemd hands over there goes before the key file. */
  readonly credentialsFolder?: string | undefined;
}

/** The places a kiosk uses. */
export function auditPaths(dataFolder: string, credentialsFolder?: string): AuditPaths {
  return { folder: join(dataFolder, 'audit'), keyFile: join(dataFolder, 'keys', 'audit.key'), credentialsFolder };
}

export function databaseFile({ folder }: AuditPaths): string {
  return join(folder, 'audit.sqlite');
}

export function anchorsFile({ folder }: AuditPaths): string {
  return join(folder, 'anchors.jsonl');
}

/**
 * Steps are only ever added. The triggers keep a slip of the hand away, not a person who means it: that is what the
 * chain and its anchors are for. The one change they let through is wiping fields.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE record (
    sequence    INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    event       TEXT NOT NULL,
    fields      TEXT,
    fields_hash BLOB NOT NULL CHECK (length(fields_hash) = 32),
    previous    BLOB NOT NULL CHECK (length(previous) = 32),
    hash        BLOB NOT NULL CHECK (length(hash) = 32)
  ) STRICT;
  CREATE TRIGGER record_is_final BEFORE UPDATE ON record
  WHEN new.fields IS NOT NULL OR new.sequence <> old.sequence OR new.at <> old.at OR new.event <> old.event
    OR new.fields_hash <> old.fields_hash OR new.previous <> old.previous OR new.hash <> old.hash
  BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END;
  CREATE TRIGGER record_stays BEFORE DELETE ON record
  BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END;
  `,
];

/** Columns of a record under the names of {@link AuditRecord}. */
export const recordColumns = 'sequence, at, event, fields, fields_hash AS fieldsHash, previous, hash';

/** How long a write waits for another process to finish its own, in ms. */
const lockWaitMs = 2_000;

/** Up to this size the file is looked through at every start; 0.1 s for 100 MB. */
const checkedUpToBytes = 64 * 1024 * 1024;

/**
 * Opens the database of a trail, and makes it at the very first start. A damaged one is set aside with its anchors,
 * unchanged, and a new trail is begun: `damaged` says so. Errors: U-507.
 */
export function openTrailDatabase(
  paths: AuditPaths,
  now: number,
): Result<{ readonly database: Database.Database; readonly damaged: boolean }> {
  const first = guarded(() => open(paths));
  if (first.ok) return ok({ database: first.value, damaged: false });
  if (first.problem.code !== 'U-506') return asAudit(() => first);
  return asAudit(() => {
    const aside = `${paths.folder}${setAsideMark}${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}`;
    renameSync(paths.folder, aside);
    syncFolder(dirname(paths.folder));
    const again = open(paths);
    return again.ok ? ok({ database: again.value, damaged: true }) : again;
  });
}

const setAsideMark = '-damaged-';

/** Names of the folders that were set aside and that nobody has looked after yet. */
export function setAsideTrails({ folder }: AuditPaths): readonly string[] {
  const parent = dirname(folder);
  if (!existsSync(parent)) return [];
  return readdirSync(parent).filter((name) => name.startsWith(`${basename(folder)}${setAsideMark}`));
}

/** Opens a trail that a kiosk may be running on, to read only. Errors: U-507, also where there is none. */
export function openTrailForReading(paths: AuditPaths): Result<Database.Database> {
  const file = databaseFile(paths);
  return asAudit(() => {
    if (!existsSync(file)) return failed('U-507', `there is no audit trail in ${paths.folder}`);
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: lockWaitMs });
    const version = guarded(() => ok(versionOf(database)));
    if (version.ok && version.value === migrations.length) return ok(database);
    database.close();
    return version.ok ? failed('U-507', `the trail has version ${version.value}`) : version;
  });
}

function open(paths: AuditPaths): Result<Database.Database> {
  makePrivateFolder(paths.folder);
  const file = databaseFile(paths);
  // SQLite gives -wal and -shm the mode of the database, so it is made closed before SQLite sees it.
  if (!existsSync(file)) createPrivateFile(file, new Uint8Array());
  chmodSync(file, 0o600);
  const database = new Database(file, { fileMustExist: true, timeout: lockWaitMs });
  const ready = guarded(() => prepare(database, file));
  if (ready.ok) return ok(database);
  database.close();
  return ready;
}

function prepare(database: Database.Database, file: string): Result<void> {
  const durable = makeDurable(database);
  if (!durable.ok) return durable;
  const migrated = migrate(database, migrations);
  if (!migrated.ok) return migrated;
  if (statSync(file).size > checkedUpToBytes) return ok(undefined);
  const verdict = database.pragma('quick_check(1)', { simple: true });
  return verdict === 'ok' ? ok(undefined) : failed('U-506', `${verdict}`);
}

/** Runs work on the disk; what the disk may do to us becomes U-507, what only a bug can do is thrown on. */
export function asAudit<T>(work: () => Result<T>): Result<T> {
  const result = guarded(work);
  if (result.ok || !/^U-50[16]$/.test(result.problem.code)) return result;
  const { code, detail } = result.problem;
  return failed('U-507', code === 'U-506' ? `the file is damaged: ${detail ?? ''}` : detail);
}
