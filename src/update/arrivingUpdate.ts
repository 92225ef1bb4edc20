import { rmSync, statfsSync } from 'node:fs';
import { appendFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../problem/result.ts';
import { makePrivateFolder } from '../storage/privateFile.ts';

/** Twice what an image takes today, bytes. */
export const mostOfUpdate = 4 * 1024 ** 3;
/** How much of it comes at a time, bytes: a listener waits ten seconds for a request, and the network may be slow. */
export const pieceOfUpdate = 2 * 1024 ** 2;
/** What the disk keeps free beside it, for receptions that come meanwhile, bytes. */
const leftFree = 512 * 1024 ** 2;

/** A piece of an update: `bytes` from `at` of `of`. */
export interface UpdatePiece {
  readonly at: number;
  readonly of: number;
  readonly bytes: Uint8Array;
}

/**
 * An update that comes through a browser, piece by piece, and lies in the data folder until it is installed. It is not
 * looked into: its signature is verified where it lies. One at a time: whoever begins anew takes the place of the other.
 */
export class ArrivingUpdate {
  readonly file: string;
  private readonly folder: string;
  private isWriting = false;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'update');
    this.file = join(this.folder, 'arrived.raucb');
  }

  /** How many bytes are there once it is written. Errors: U-728 it does not go on where the last piece ended, no room. */
  async take({ at, of, bytes }: UpdatePiece): Promise<Result<number>> {
    if (this.isWriting) return failed('U-728', 'another piece is being written');
    if (of > mostOfUpdate || at + bytes.length > of) return failed('U-728', `${of} bytes are no update`);
    this.isWriting = true;
    try {
      if (at === 0) {
        makePrivateFolder(this.folder);
        this.forget();
        const { bavail, bsize } = statfsSync(this.folder);
        if (bavail * bsize < of + leftFree) return failed('U-728', 'no room on the disk');
      }
      const there = at === 0 ? 0 : (await stat(this.file)).size;
      if (there !== at) return failed('U-728', `${there} bytes are there, and this piece begins at ${at}`);
      await appendFile(this.file, bytes, { mode: 0o600, flush: at + bytes.length === of });
      return ok(at + bytes.length);
    } catch (error) {
      this.forget();
      return failed('U-728', error instanceof Error ? error.message : String(error));
    } finally {
      this.isWriting = false;
    }
  }

  /** Takes it away; nothing where there is none. */
  forget(): void {
    rmSync(this.file, { force: true });
  }
}
