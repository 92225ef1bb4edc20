import { renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The damage that the trail's own anchors must tell of for ever. */
export const trailIsCut = 'the audit trail is cut in the middle';

/** What is done to a data folder while no kiosk runs in it, by what is hurt. Never the queue: torture does that. */
export const damages: Readonly<Record<string, (dataFolder: string) => void>> = {
  'statistics are garbage': (folder) => {
    const file = without(join(folder, 'numbers', 'numbers.sqlite'), '-wal', '-shm');
    writeFileSync(file, Buffer.alloc(20_000, 'not a database '));
  },
  [trailIsCut]: (folder) => {
    const file = without(join(folder, 'audit', 'audit.sqlite'), '-wal', '-shm');
    truncateSync(file, Math.floor(statSync(file).size / 2));
  },
  'the accounts of the desk are empty': (folder) => {
    truncateSync(without(join(folder, 'desk', 'desk.sqlite'), '-wal', '-shm'));
  },
  'the folder of the log is a file': (folder) => {
    renameSync(join(folder, 'log'), join(folder, 'log.before'));
    writeFileSync(join(folder, 'log'), 'not a folder');
  },
};

/** Gives the log its folder back. */
export function mendLog(dataFolder: string): void {
  rmSync(join(dataFolder, 'log'), { recursive: true, force: true });
  renameSync(join(dataFolder, 'log.before'), join(dataFolder, 'log'));
}

/** What a log holds whole would make good what the file has lost. */
function without(file: string, ...ends: readonly string[]): string {
  for (const end of ends) rmSync(`${file}${end}`, { force: true });
  return file;
}
