import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { createPrivateFile, makePrivateFolder, syncFolder } from '../storage/privateFile.ts';
import { type Manifest, parts } from './manifest.ts';
import { partEnding } from './naming.ts';
import { beforePrefix, isOfClinic } from './places.ts';
import { readBackup } from './read.ts';
import { beginRestore, isBeingRestored, restored, restoreGivenUp } from './standing.ts';

export interface RestoreOptions {
  /** The backup. */
  readonly file: string;
  /** Text of the key file. */
  readonly keyFile: string;
  /** Ours alone meanwhile. */
  readonly dataFolder: string;
  /** Where the configuration goes. */
  readonly configFolder: string;
  /** Whether what lies there gives way; it is kept beside. */
  readonly isReplacing: boolean;
  /** Whether somebody said that the machine it comes from serves nobody any more. */
  readonly isOldOneGone: boolean;
  /** Takes what the backup says of the machine, by name; absent where this machine keeps its own. */
  readonly takeMachine?: (texts: ReadonlyMap<string, string>) => Result<void>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Restored extends Manifest {
  /** Which machine of that kiosk this is now. */
  readonly newGeneration: number;
  /** Where that lies which lay there before; undefined where nothing did. */
  readonly before: string | undefined;
  /** Why the machine did not take what the backup says of it, where it was to. */
  readonly machineTrouble: Problem | undefined;
}

/**
 * Puts a backup in the place of an empty data folder. The whole file is read and checked before anything is touched;
 * until everything lies there the kiosk does not serve (U-712), and the same command does it again, also after a power
 * cut. Where it fails, what lay there before lies there again.
 *
 * Errors: U-708, U-713, U-714 as {@link readBackup}; U-709 something lies there already; U-711 the machine it comes from
 * may still serve; U-501 the disk.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Result<Restored>> {
  const { file, keyFile, dataFolder, configFolder, now } = options;
  const checked = await readBackup(file, keyFile);
  if (!checked.ok) return checked;
  const manifest = checked.value;
  // A file without its name was never handed over: whoever made it may have gone on serving.
  const isRetired = manifest.isRetired && !file.endsWith(partEnding);
  if (!isRetired && !options.isOldOneGone) {
    return failed('U-711', `made ${new Date(manifest.at).toISOString()} of ${manifest.kiosk}`);
  }
  // What a restore that was cut left there is nobody's.
  const isContinued = isBeingRestored(dataFolder);
  const there = entriesIn(dataFolder);
  if (there.length > 0 && !options.isReplacing && !isContinued)
    return failed('U-709', `${dataFolder}: ${there.join(', ')}`);

  const before = join(dataFolder, `${beforePrefix}${new Date(now).toISOString().replaceAll(':', '')}`);
  const back: (() => void)[] = [];
  const ofMachine = new Map<string, string>();
  try {
    beginRestore(dataFolder, manifest.id);
    if (isContinued) for (const name of there) rmSync(join(dataFolder, name), { recursive: true });
    else if (there.length > 0) {
      back.push(() => putBack(before, dataFolder));
      moveAll(there, dataFolder, before);
    }
    back.push(() => {
      for (const name of entriesIn(dataFolder)) rmSync(join(dataFolder, name), { recursive: true });
    });
    const written = await readBackup(file, keyFile, (name, bytes) => {
      const [part, ...inside] = name.split('/');
      if (part === parts.config) {
        back.push(putConfig(join(configFolder, ...inside), bytes, now));
        return;
      }
      if (part === parts.machine) {
        ofMachine.set(inside.join('/'), bytes.toString('utf8'));
        return;
      }
      const target = join(dataFolder, ...inside);
      makePrivateFolder(dirname(target));
      createPrivateFile(target, bytes);
    });
    if (!written.ok) return takenBack(written, dataFolder, back);
    // A cut in between is one of the restore, which is begun again: nobody serves at another address than they think.
    const taken = ofMachine.size > 0 ? options.takeMachine?.(ofMachine) : undefined;
    const newGeneration = manifest.generation + 1;
    restored(dataFolder, newGeneration);
    return ok({
      ...manifest,
      newGeneration,
      before: existsSync(before) ? before : undefined,
      machineTrouble: taken && !taken.ok ? taken.problem : undefined,
    });
  } catch (error) {
    return takenBack(failed('U-501', error instanceof Error ? error.message : String(error)), dataFolder, back);
  }
}

function entriesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter(isOfClinic) : [];
}

/**
 * Takes back what was done, the last first. Where that fails too the kiosk stays out of service, and the same command
 * mends it.
 */
function takenBack<T>(problem: Result<T>, dataFolder: string, back: readonly (() => void)[]): Result<T> {
  try {
    for (const each of back.toReversed()) each();
    restoreGivenUp(dataFolder);
  } catch {
    // Said by U-712 at the next start.
  }
  return problem;
}

/** As far as it was moved: the rest of it never went away. */
function putBack(before: string, dataFolder: string): void {
  if (!existsSync(before)) return;
  moveAll(readdirSync(before), before, dataFolder);
  rmSync(before, { recursive: true });
}

function moveAll(names: readonly string[], from: string, to: string): void {
  makePrivateFolder(to);
  for (const name of names) renameSync(join(from, name), join(to, name));
  syncFolder(from);
  syncFolder(to);
}

/** What clinic IT had written there stays beside it. Returns the way back. */
function putConfig(target: string, bytes: Buffer, now: number): () => void {
  mkdirSync(dirname(target), { recursive: true });
  const aside = `${target}.${beforePrefix}${now}`;
  const wasThere = existsSync(target);
  const wayBack = (): void => {
    rmSync(target, { force: true });
    if (wasThere) renameSync(aside, target);
    syncFolder(dirname(target));
  };
  if (wasThere) renameSync(target, aside);
  try {
    createPrivateFile(target, bytes);
  } catch (error) {
    wayBack();
    throw error;
  }
  return wayBack;
}
