import { createRequire } from 'node:module';
import type SqliteDatabase from 'better-sqlite3';

const major = Number(process.versions.node.split('.')[0]);

/**
 * SQLite, as better-sqlite3 has it for the Node that runs this. Its version 12, compiled where it is installed, ends the
 * process on Node 24.19 and later when a statement is freed while nothing runs: 24 has changed what such objects are made
 * of. Version 13 is for Node 22 and later, comes compiled, and has no such tie; on Node 20 it ends the process at once.
 */
export const Sqlite: typeof SqliteDatabase = createRequire(import.meta.url)(
  major >= 22 ? 'better-sqlite3-13' : 'better-sqlite3',
);
