import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parts } from './manifest.ts';
import { standingFiles } from './standing.ts';

/** A file that goes along. */
export interface BackedUpFile {
  /** Name in the backup. */
  readonly name: string;
  readonly file: string;
}

/** What lay in the data folder before a restore took its place. */
export const beforePrefix = 'before-restore-';

/** Of this machine and this moment: locks, sockets, logs, what can be made again, what SQLite keeps beside a database. */
const staysHere = [
  /^kiosk\.lock/,
  /^control\.sock$/,
  /^clock\.json$/,
  /^log$/,
  /^speech$/,
  /^screen$/,
  /^models$/,
  /^update$/,
  /^arriving-backup$/,
];
const besideDatabases = /(\.sqlite-(wal|shm|journal)|\.new)$/;

/** Whether an entry of the data folder is about the clinic, and not about this machine. */
export function isOfClinic(name: string): boolean {
  return (
    !staysHere.some((pattern) => pattern.test(name)) &&
    !name.startsWith(beforePrefix) &&
    !standingFiles.some((each) => name === each || name === `${each}.new`)
  );
}

/**
 * What of a data folder goes along. The queue comes last: what a reception's other records tell of it may be missing in
 * them, a reception never.
 */
export function placesOfData(dataFolder: string): readonly BackedUpFile[] {
  if (!existsSync(dataFolder)) return [];
  const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(dataFolder, join(each.parentPath, each.name)))
    .filter((path) => isOfClinic(path.split(sep)[0] ?? '') && !besideDatabases.test(path));
  const isQueue = (path: string): boolean => path.startsWith(`outbox${sep}`);
  return [...files.filter((path) => !isQueue(path)).sort(), ...files.filter(isQueue).sort()].map((path) => ({
    name: `${parts.data}/${path.split(sep).join('/')}`,
    file: join(dataFolder, path),
  }));
}

/** The configuration and the files it names, as far as they lie beside or below it; and those that do not. */
export function placesOfConfig(
  configFolder: string,
  files: readonly string[],
): { readonly places: readonly BackedUpFile[]; readonly elsewhere: readonly string[] } {
  const inside = (file: string): string => relative(configFolder, file);
  const isBelow = (file: string): boolean => !inside(file).startsWith('..') && inside(file) !== '';
  const there = [...new Set(files)].filter((file) => existsSync(file));
  return {
    places: there
      .filter(isBelow)
      .map((file) => ({ name: `${parts.config}/${inside(file).split(sep).join('/')}`, file })),
    elsewhere: there.filter((file) => !isBelow(file)),
  };
}
