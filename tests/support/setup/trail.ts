import SqliteDatabase from 'better-sqlite3';
import { auditPaths, databaseFile } from '../../../src/audit/trailStore.ts';

/** The events in the trail of a kiosk that was closed, oldest first. */
export function readChainFile(dataFolder: string): readonly string[] {
  const database = new SqliteDatabase(databaseFile(auditPaths(dataFolder, undefined)), { readonly: true });
  try {
    return database.prepare<[], string>('SELECT event FROM record ORDER BY sequence').pluck().all();
  } finally {
    database.close();
  }
}
