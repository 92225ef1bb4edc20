import type { Database } from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';
import { Sqlite } from './sqlite.ts';

/**
 * Brings the database to the newest version, each step in a transaction of its own. Errors: U-501 a newer program
 * wrote this database, or a step fails; what is in it stays as it was. Throws what SQLite says of a damaged file.
 *
 * @param steps the schema as the steps that lead to it: entry n brings a database from version n to n + 1. Steps are
 *   only ever added.
 */
export function migrate(database: Database, steps: readonly string[]): Result<void> {
  const before = versionOf(database);
  if (before > steps.length) {
    return failed('U-501', `the database has version ${before}, this program knows up to ${steps.length}`);
  }
  try {
    for (const [index, step] of steps.entries()) {
      if (index < before) continue;
      database
        .transaction(() => {
          // Another process may have taken this step while we waited for the lock.
          if (versionOf(database) > index) return;
          database.exec(step);
          database.pragma(`user_version = ${index + 1}`);
        })
        .immediate();
    }
    return ok(undefined);
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error;
    return failed(
      'U-501',
      `migration to version ${versionOf(database) + 1}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** The schema version a database is at. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
