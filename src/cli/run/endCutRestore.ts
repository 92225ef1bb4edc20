import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { arrivingFolder, endSetUpRestore } from '../../backup/arrivingBackup.ts';
import { lockFolder } from '../../storage/folderLock.ts';
import type { CommandContext } from '../context.ts';

/** Takes away what a set-up was sent and nobody restored; true where the set-up is to begin anew. */
export function endCutRestore(dataFolder: string, context: Pick<CommandContext, 'configFile' | 'now'>): boolean {
  if (!existsSync(join(dataFolder, arrivingFolder))) return false;
  const lock = lockFolder(dataFolder, 'a running kiosk');
  // Whoever has it, or what the disk says, is told by the start itself.
  if (!lock.ok) return false;
  try {
    return endSetUpRestore(dataFolder, resolve(context.configFile()), context.now());
  } catch {
    return false;
  } finally {
    lock.value.close();
  }
}
