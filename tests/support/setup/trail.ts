import { auditPaths, databaseFile } from '../../../src/audit/trailStore.ts';
import { Sqlite } from '../../../src/storage/sqlite.ts';

/** The events in the trail of a kiosk that was closed, oldest first. */
export function readChainFile(dataFolder: string): readonly string[] {
  const database = new Sqlite(databaseFile(auditPaths(dataFolder, undefined)), { readonly: true });
  try {
    return database.prepare<[], string>('SELECT event FROM record ORDER BY sequence').pluck().all();
  } finally {
    database.close();
  }
}
