import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { flush } from './espFiles.ts';

/** Where clinic IT leaves it on the stick or the disk's first partition, which every computer can read. */
export const arrivingFolder = 'uketsuke-setup';
const configurationFile = 'kiosk.config.json';
/** What it is called once it was taken over, for as long as taking it away takes. */
const takenFolder = 'uketsuke-setup.taken';
/** What it is called once it was refused: said once, and there to be looked at. */
const refusedFolder = 'uketsuke-setup.refused';

/** What became of the configuration on the ESP. */
export type Arrived = 'none' | 'taken' | 'refused';

/**
 * Takes the configuration that clinic IT left on the ESP over to the data: the newest one that arrives holds, and what
 * held before stays beside it. Nothing secret stays on the ESP, which is not sealed. It is on the data's own disk before
 * anything of it is taken away, and it is taken away under another name: a power cut leaves it whole or gone.
 *
 * A kiosk in service takes none: whoever opens the case can write to the ESP, and a configuration says whose cards are
 * believed and where receptions go. Its administrators change it at the desk.
 *
 * @param usual the configuration that comes along
 */
export function takeOverConfiguration(esp: string, data: string, usual: string): Arrived {
  const [arriving, taken, refused] = [join(esp, arrivingFolder), join(esp, takenFolder), join(esp, refusedFolder)];
  rmSync(taken, { recursive: true, force: true });
  // A file of that name is nothing that anybody could mean.
  if (!lstatSync(arriving, { throwIfNoEntry: false })?.isDirectory() || readdirSync(arriving).length === 0)
    return 'none';
  if (isInService(data, usual)) {
    rmSync(refused, { recursive: true, force: true });
    renameSync(arriving, refused);
    return 'refused';
  }
  const [config, coming, before] = ['config', 'config.coming', 'config.before'].map((name) => join(data, name)) as [
    string,
    string,
    string,
  ];
  rmSync(coming, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  cpSync(arriving, coming, { recursive: true });
  flushAll(coming);
  if (existsSync(config)) {
    rmSync(before, { recursive: true, force: true });
    renameSync(config, before);
  }
  renameSync(coming, config);
  flush(data);
  renameSync(arriving, taken);
  rmSync(taken, { recursive: true, force: true });
  return 'taken';
}

/**
 * A kiosk has run here with a configuration of somebody's: then there are accounts, and a desk to change it at. One that
 * cannot be read, or that says nothing yet, was nobody's.
 */
function isInService(data: string, usual: string): boolean {
  const said = readJson(join(data, 'config', configurationFile));
  const isSomebodys = said !== undefined && JSON.stringify(said) !== JSON.stringify(readJson(usual));
  return isSomebodys && existsSync(join(data, 'uketsuke', 'desk', 'desk.sqlite'));
}

/** Puts a folder on disk with all that is in it. */
function flushAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushAll(path);
    else flush(path);
  }
  flush(folder);
}

/** How the configuration stands once the machine has looked: there was none, it lacked something, or nothing. */
export type Completed = 'new' | 'completed' | 'whole' | 'unreadable';

/**
 * Lets the configuration say what every kiosk of this kind needs (where its data lie, how its browser is started again),
 * where it says nothing of it. A machine on which nobody left one begins with that alone, which leads to the set-up.
 * What cannot be read is left as it is: the kiosk says so.
 *
 * @param usual the configuration that comes along
 */
export function completeConfiguration(usual: string, data: string): Completed {
  const folder = join(data, 'config');
  const file = join(folder, configurationFile);
  const isNew = !existsSync(file);
  const theirs = isNew ? {} : readJson(file);
  const ours = readJson(usual);
  if (theirs === undefined || ours === undefined) return 'unreadable';
  const whole = under(ours, theirs);
  if (!isNew && JSON.stringify(whole) === JSON.stringify(under({}, theirs))) return 'whole';
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(whole, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return isNew ? 'new' : 'completed';
}

/** `theirs`, with what stands in `usual` where they say nothing. */
function under(usual: unknown, theirs: unknown): unknown {
  if (!isSection(usual) || !isSection(theirs)) return theirs;
  const more = Object.entries(usual).filter(([key]) => !(key in theirs));
  return Object.fromEntries([
    ...Object.entries(theirs).map(([key, value]) => [key, under(usual[key], value)] as const),
    ...more,
  ]);
}

/** As editors on Windows save it too; undefined where it is missing or no JSON. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) ?? undefined;
  } catch {
    return undefined;
  }
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
