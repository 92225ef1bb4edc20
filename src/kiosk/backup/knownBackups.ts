import { existsSync } from 'node:fs';
import { backupStanding, keepLastBackup, type LastBackup } from '../../desk/backup/lastBackup.ts';
import { besideADesk } from '../../desk/besideADesk.ts';
import { deskFolder } from '../../desk/store.ts';
import type { BackupsPort } from '../../diagnostics/ports.ts';
import { ok, type Result } from '../../problem/result.ts';

/** What the desk of a data folder knows of backups, for a program beside the kiosk; undefined before its first start. */
export function backupsKnownIn(dataFolder: string): BackupsPort['look'] | undefined {
  const folder = deskFolder(dataFolder);
  return existsSync(folder) ? () => besideADesk(folder, 'read', backupStanding) : undefined;
}

/** Lets the desk know of a backup that the command line made: it reminds nobody then. Errors: U-501, U-512, U-801. */
export function makeBackupKnown(dataFolder: string, made: Omit<LastBackup, 'staff'>, user: number): Result<void> {
  const folder = deskFolder(dataFolder);
  if (!existsSync(folder)) return ok(undefined);
  return besideADesk(folder, 'write', (store) => keepLastBackup(store, { ...made, staff: `コマンド（uid ${user}）` }));
}
