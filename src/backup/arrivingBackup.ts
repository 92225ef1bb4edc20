import { existsSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { appendFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failed, ok, type Result } from '../problem/result.ts';
import { createPrivateFile, makePrivateFolder, syncFolder } from '../storage/privateFile.ts';
import { isOfClinic } from './places.ts';
import { isBeingRestored, restoreGivenUp } from './standing.ts';

/** How much of it comes at a time, bytes: a listener waits ten seconds for a request, and the network may be slow. */
export const pieceOfBackup = 2 * 1024 ** 2;

/** In the data folder; no backup holds it and no restore moves it. */
export const arrivingFolder = 'arriving-backup';

const begunFile = 'begun';

/** A piece of a backup: `bytes` from `at` of `of`. */
export interface BackupPiece {
  readonly at: number;
  readonly of: number;
  readonly bytes: Uint8Array;
}

/**
 * A backup that is brought to a new machine through a browser, piece by piece. It stays sealed where it lies; its key
 * is never beside it. It is taken away in every outcome, after a power cut at the next start: {@link endSetUpRestore}.
 */
export class ArrivingBackup {
  readonly file: string;
  private readonly folder: string;
  private isWriting = false;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, arrivingFolder);
    this.file = join(this.folder, 'arrived.backup');
  }

  /**
   * How many bytes are there once it is written. Errors: U-714 it does not go on where the last piece ended, or there is
   * no room: for itself, and for what is in it once more.
   */
  async take({ at, of, bytes }: BackupPiece): Promise<Result<number>> {
    if (this.isWriting) return failed('U-714', 'another piece is being written');
    if (bytes.length === 0 || at + bytes.length > of) return failed('U-714', 'that is no piece of it');
    this.isWriting = true;
    try {
      if (at === 0) {
        this.forget();
        makePrivateFolder(this.folder);
        const { bavail, bsize } = statfsSync(this.folder);
        if (bavail * bsize < 3 * of) return failed('U-714', 'no room on the disk');
      }
      const there = at === 0 ? 0 : (await stat(this.file)).size;
      if (there !== at) return failed('U-714', `${there} bytes are there, and this piece begins at ${at}`);
      await appendFile(this.file, bytes, { mode: 0o600, flush: at + bytes.length === of });
      return ok(at + bytes.length);
    } catch (error) {
      this.forget();
      return failed('U-714', error instanceof Error ? error.message : String(error));
    } finally {
      this.isWriting = false;
    }
  }

  /** From now on it is restored from here: where that is cut short, the next start begins the set-up anew. */
  begin(): void {
    createPrivateFile(join(this.folder, begunFile), Buffer.from(''));
  }

  /** Takes it away; nothing where there is none. */
  forget(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
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
