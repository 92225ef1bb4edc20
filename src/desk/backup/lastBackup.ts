import { z } from 'zod';
import { ok, type Result } from '../../problem/result.ts';
import { asDesk, type DeskStore } from '../store.ts';

/** The last backup that left this desk whole. */
export interface LastBackup {
  /** Id of the account. */
  readonly staff: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly bytes: number;
}

const row = z.object({ staff: z.string(), made_at: z.int(), bytes: z.int() }).optional();

/** Undefined before the first. Errors: U-801. */
export function lastBackup({ database }: Pick<DeskStore, 'database'>): Result<LastBackup | undefined> {
  return asDesk(() => {
    const found = row.parse(database.prepare('SELECT staff, made_at, bytes FROM backup_made').get());
    return ok(found && { staff: found.staff, at: found.made_at, bytes: found.bytes });
  });
}

/** Errors: U-512, U-801. */
export function keepLastBackup(
  { database }: Pick<DeskStore, 'database'>,
  { staff, at, bytes }: LastBackup,
): Result<void> {
  return asDesk(() => {
    database
      .prepare('INSERT OR REPLACE INTO backup_made (only, staff, made_at, bytes) VALUES (1, ?, ?, ?)')
      .run(staff, at, bytes);
    return ok(undefined);
  });
}
