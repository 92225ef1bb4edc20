import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failed, ok, type Result } from '../problem/result.ts';
import { syncFolder } from '../storage/privateFile.ts';
import type { Manifest } from './manifest.ts';
import { isWithinReach, nameBackup, partEnding } from './naming.ts';
import { sealer } from './recipients.ts';
import { type SealOptions, sealed } from './seal.ts';
import { type Naming, namingOf, retire, serveAgain } from './standing.ts';

/** `isRetiring` is only for who has the data folder to itself. */
export interface BackupOptions extends SealOptions {
  /** A file that is not there yet. */
  readonly to: string;
  /** `age1…`, one or more. */
  readonly recipients: readonly string[];
}

/**
 * Writes everything into one sealed file, beside a running kiosk too: each database as it was at one moment. The file
 * has its name only once all of it is on the disk. A machine that retires is out of service, durably, before that; where
 * it was cut short in between, the same call brings it to its end.
 *
 * Errors: U-708 a recipient is no key; U-714 the file is there already, or could not be written: then there is none, and
 * nothing has changed; U-732 the machine has retired, and it is not certain that the file has its name: the same again.
 */
export async function createBackup(options: BackupOptions): Promise<Result<Manifest>> {
  const { to, recipients, dataFolder, isRetiring } = options;
  const sealing = await sealer(recipients);
  if (!sealing.ok) return sealing;
  const unfinished = isRetiring ? namingOf(dataFolder) : undefined;
  // Nobody was served since: what is in it is still everything.
  if (unfinished && unfinished.to === resolve(to) && isWithinReach(unfinished)) return ended(dataFolder, unfinished);
  if (existsSync(to)) return failed('U-714', `${to} exists`);
  const part = `${to}${partEnding}`;
  try {
    rmSync(part, { force: true });
    // A stick that is gone, or full from the start, is known before anything is read.
    const target = await open(part, 'wx', 0o600);
    const { bytes, manifest } = await sealed(sealing.value, options);
    await pipeline(bytes, target.createWriteStream());
    await flushed(part);
    if (isRetiring) return retireWith(dataFolder, { part: resolve(part), to: resolve(to), manifest });
    try {
      renameSync(part, to);
      syncFolder(dirname(resolve(to)));
    } catch (error) {
      dropped(to);
      throw error;
    }
    return ok(manifest);
  } catch (error) {
    dropped(part);
    return failed('U-714', said(error));
  }
}

/** Out of service first, then the name. Where the file has no name everything is taken back; where it has, nothing. */
function retireWith(dataFolder: string, naming: Naming): Result<Manifest> {
  try {
    retire(dataFolder, naming);
    nameBackup(dataFolder, naming);
    return ok(naming.manifest);
  } catch (error) {
    if (existsSync(naming.to)) return failed('U-732', said(error));
    dropped(naming.part);
    try {
      serveAgain(dataFolder);
    } catch (stuck) {
      return failed('U-732', said(stuck));
    }
    return failed('U-714', said(error));
  }
}

function ended(dataFolder: string, unfinished: Naming): Result<Manifest> {
  try {
    nameBackup(dataFolder, unfinished);
    return ok(unfinished.manifest);
  } catch (error) {
    return failed('U-732', said(error));
  }
}

/** Half a backup is none; where it cannot be removed, its name says so. */
function dropped(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The disk has said already what is wrong with it.
  }
}

async function flushed(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
