import type { Database } from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';

/** What a power cut may cost: `every-commit` lasts, or the last of them may be lost. The file stays whole in both. */
export type Durability = 'every-commit' | 'all-but-the-last';

/**
 * Write-ahead log, and FULL after it: switching to WAL quietly lowers `synchronous` to NORMAL, which may lose the
 * last receptions in a power cut after the patient has read that they were recorded. Errors: U-501.
 */
export function makeDurable(database: Database, durability: Durability = 'every-commit'): Result<void> {
  // Only in an empty file: anywhere else this is a write, and a full disk could not even be opened.
  if (database.pragma('page_count', { simple: true }) === 0) {
    database.pragma(pageSize);
    database.pragma(vacuumPolicy);
  }
  const journal = database.pragma('journal_mode = WAL', { simple: true });
  if (journal !== 'wal') return failed('U-501', `journal_mode is ${journal}, not wal`);
  const { word, number } = synchronous[durability];
  database.pragma(`synchronous = ${word}`);
  const set = database.pragma('synchronous', { simple: true });
  if (set !== number) return failed('U-501', `synchronous is ${set}, not ${word}`);
  // What is wiped is overwritten, not only marked as free.
  database.pragma('secure_delete = ON');
  const secureDelete = database.pragma('secure_delete', { simple: true });
  if (secureDelete !== 1) return failed('U-501', 'secure_delete cannot be switched on');
  return ok(undefined);
}

/** SQLite's word, and the number it answers with. */
const synchronous = {
  'every-commit': { word: 'FULL', number: 2 },
  'all-but-the-last': { word: 'NORMAL', number: 1 },
} as const;

/** Three receptions fit on a page; of SQLite's usual 4,096 bytes each would leave half a page empty and begin another. */
const pageSize = 'page_size = 8192';

/** Flash is spared whole rewrites: freed pages are used again, and what is too much goes back in small bites. */
export const vacuumPolicy = 'auto_vacuum = INCREMENTAL';
