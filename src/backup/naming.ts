import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../storage/privateFile.ts';
import { type Naming, namingOf, retired } from './standing.ts';

/**
 * What a backup is called until all of it is on the disk. Nobody believes of such a file that its machine has retired:
 * that may have been taken back.
 */
export const partEnding = '.part';

/**
 * The last step of a machine that retires: its backup gets its name, durably. The machine is out of service already, so
 * it may be done again and again, by whoever comes first after a power cut. Throws what the disk says.
 */
export function nameBackup(dataFolder: string, naming: Naming): void {
  const { part, to } = naming;
  if (!existsSync(to)) renameSync(part, to);
  syncFolder(dirname(to));
  try {
    retired(dataFolder, naming);
  } catch {
    // The next start finds the file under its name, and writes this down then.
  }
}

/** Whether the file of an unfinished retirement can be reached from here. */
export function isWithinReach({ part, to }: Naming): boolean {
  return existsSync(to) || existsSync(part);
}

/**
 * At the start of a machine: a retirement that was cut short is brought to its end where its file can be reached. Where
 * it cannot, the machine stays out of service and says so (U-732). Never throws.
 */
export function endRetirement(dataFolder: string): void {
  const naming = namingOf(dataFolder);
  if (!naming) return;
  try {
    nameBackup(dataFolder, naming);
  } catch {
    // The stick is away, or not ours to write to: the same command at the machine ends it.
  }
}
