import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { ok, type Result } from '../problem/result.ts';
import { guardedAs } from '../storage/guarded.ts';
import { openExistingPrivateDatabase, openPrivateDatabase, type PrivateDatabase } from '../storage/privateDatabase.ts';
import { syncFolder } from '../storage/privateFile.ts';
import { lastAnchor } from './anchorFile.ts';
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

const fileName = 'audit.sqlite';

export function databaseFile({ folder }: AuditPaths): string {
  return join(folder, fileName);
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

/** The trail's database as it must be. */
export function trailIn({ folder }: AuditPaths): PrivateDatabase {
  return { name: 'audit trail', folder, fileName, schema: migrations, checkedUpToBytes: 64 * 1024 * 1024 };
}

/**
 * Opens the database of a trail, and makes it at the very first start. A damaged one is set aside with its anchors,
 * unchanged, and a new trail is begun: `damaged` says so. Errors: U-507.
 */
export function openTrailDatabase(
  paths: AuditPaths,
  now: number,
): Result<{ readonly database: Database; readonly damaged: boolean }> {
  const first = openPrivateDatabase(trailIn(paths));
  if (first.ok) return ok({ database: first.value, damaged: false });
  if (first.problem.code !== 'U-506') return asAudit(() => first);
  return asAudit(() => {
    const aside = `${paths.folder}${setAsideMark}${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}`;
    renameSync(paths.folder, aside);
    syncFolder(dirname(paths.folder));
    const again = openPrivateDatabase(trailIn(paths));
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

/** Ids of the trails that lie in folders that were set aside, as their anchors name them. */
export function trailsSetAside(paths: AuditPaths): ReadonlySet<string> {
  const parent = dirname(paths.folder);
  const anchors = setAsideTrails(paths).map((name) =>
    lastAnchor(anchorsFile({ ...paths, folder: join(parent, name) })),
  );
  return new Set(anchors.flatMap((anchor) => anchor?.trail ?? []));
}

/** Opens a trail that a kiosk may be running on, to read only. Errors: U-507, also where there is none. */
export function openTrailForReading(paths: AuditPaths): Result<Database> {
  return asAudit(() => openExistingPrivateDatabase(trailIn(paths), 'read'));
}

/** Runs work on the disk; what the disk may do to us becomes U-507, what only a bug can do is thrown on. */
export function asAudit<T>(work: () => Result<T>): Result<T> {
  return guardedAs('U-507', work);
}
