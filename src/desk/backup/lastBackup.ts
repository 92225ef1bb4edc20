import { z } from 'zod';
import { ok, type Result } from '../../problem/result.ts';
import { asDesk, type DeskStore } from '../store.ts';

/** The last backup of this kiosk that was whole, whether the desk made it or the command line. */
export interface LastBackup {
  /** Id of the account; for the command line, words for whoever used it. */
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

/** How long it is since anything of this kiosk was put in safety, milliseconds since the epoch. */
export interface BackupStanding {
  /** `never`: `at` is the day of the first account, since when there is anything to lose. */
  readonly kind: 'made' | 'never';
  readonly at: number;
}

const first = z.object({ since: z.int().nullable() });

/** Undefined while nobody has an account. Errors: U-801. */
export function backupStanding(store: Pick<DeskStore, 'database'>): Result<BackupStanding | undefined> {
  return asDesk((): Result<BackupStanding | undefined> => {
    const last = lastBackup(store);
    if (!last.ok) return last;
    if (last.value) return ok({ kind: 'made', at: last.value.at });
    const { since } = first.parse(store.database.prepare('SELECT min(created_at) AS since FROM staff').get());
    return ok(since === null ? undefined : { kind: 'never', at: since });
  });
}
