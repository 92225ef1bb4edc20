import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ArrivingFile } from '../storage/arrivingFile.ts';
import { createPrivateFile, syncFolder } from '../storage/privateFile.ts';
import { isOfClinic } from './places.ts';
import { isBeingRestored, restoreGivenUp } from './standing.ts';

/** In the data folder; no backup holds it and no restore moves it. */
export const arrivingFolder = 'arriving-backup';

const begunFile = 'begun';

/** Where a backup lies that came through a browser. It stays sealed there; its key is never beside it. */
export function arrivedBackup(dataFolder: string): string {
  return join(dataFolder, arrivingFolder, 'arrived.backup');
}

/**
 * A backup that is brought to a new machine through a browser. U-714 where it cannot, or the disk has no room for what
 * is in it once more. It is taken away in every outcome, after a power cut at the next start: {@link endSetUpRestore}.
 */
export function arrivingBackup(dataFolder: string): ArrivingFile {
  const room = (bytes: number): number => 3 * bytes;
  const most = Number.MAX_SAFE_INTEGER;
  return new ArrivingFile({ file: arrivedBackup(dataFolder), refusal: 'U-714', most, room });
}

/** From now on it is restored from here: where that is cut short, the next start begins the set-up anew. */
export function beginSetUpRestore(dataFolder: string): void {
  createPrivateFile(join(dataFolder, arrivingFolder, begunFile), Buffer.from(''));
}

/**
 * At a start, before anything is opened: takes away what a set-up was sent. Where it was being restored and that was cut
 * short, half of it lies here, and nobody at the machine has a command for it: nothing of that half is used, its
 * configuration is laid aside, and `true` says that the set-up begins anew. Throws what the disk says.
 */
export function endSetUpRestore(dataFolder: string, configFile: string, now: number): boolean {
  const folder = join(dataFolder, arrivingFolder);
  if (!existsSync(folder)) return false;
  const isCut = existsSync(join(folder, begunFile)) && isBeingRestored(dataFolder);
  if (isCut) {
    if (existsSync(configFile)) renameSync(configFile, `${configFile}.cut-restore-${now}`);
    syncFolder(dirname(configFile));
    for (const name of readdirSync(dataFolder).filter(isOfClinic)) rmSync(join(dataFolder, name), { recursive: true });
    restoreGivenUp(dataFolder);
  }
  rmSync(folder, { recursive: true, force: true });
  return isCut;
}
