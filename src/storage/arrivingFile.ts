import { rmSync, statfsSync } from 'node:fs';
import { appendFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProblemCode } from '../problem/catalogue.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { makePrivateFolder } from './privateFile.ts';

/** How much of one comes at a time, bytes: a listener waits ten seconds for a request, and the network may be slow. */
export const pieceBytes = 2 * 1024 ** 2;

/** A piece of a file: `bytes` from `at` of `of`. */
export interface FilePiece {
  readonly at: number;
  readonly of: number;
  readonly bytes: Uint8Array;
}

export interface ArrivingFileOptions {
  /** Where it lies, alone in a folder of its own. */
  readonly file: string;
  /** The number under which a piece is refused. */
  readonly refusal: ProblemCode;
  /** Most it may be, bytes. */
  readonly most: number;
  /** What the disk must have free for one of so many bytes. */
  readonly room: (bytes: number) => number;
}

/**
 * A file that comes through a browser, piece by piece, and is not looked into. One at a time: whoever begins anew takes
 * the place of the other. Nothing is left of one that the disk did not take.
 */
export class ArrivingFile {
  private readonly options: ArrivingFileOptions;
  private isWriting = false;
  /** What the first piece said of the whole: there was room for that much. */
  private announced = 0;

  constructor(options: ArrivingFileOptions) {
    this.options = options;
  }

  /** How many bytes are there once it is written. Errors: `refusal` it does not go on where the last ended, no room. */
  async take({ at, of, bytes }: FilePiece): Promise<Result<number>> {
    const { file, refusal, most, room } = this.options;
    const refused = (detail: string) => failed(refusal, detail);
    if (this.isWriting) return refused('another piece is being written');
    if (bytes.length === 0 || at + bytes.length > of) return refused('that is no piece of it');
    if (of > most) return refused(`${of} bytes are more than it can be`);
    this.isWriting = true;
    try {
      if (at === 0) {
        this.forget();
        const folder = dirname(file);
        makePrivateFolder(folder);
        const { bavail, bsize } = statfsSync(folder);
        if (bavail * bsize < room(of)) return refused('no room on the disk');
        this.announced = of;
      }
      if (of !== this.announced) return refused(`${this.announced} bytes were announced, not ${of}`);
      const there = at === 0 ? 0 : (await stat(file)).size;
      if (there !== at) return refused(`${there} bytes are there, and this piece begins at ${at}`);
      await appendFile(file, bytes, { mode: 0o600, flush: at + bytes.length === of });
      return ok(at + bytes.length);
    } catch (error) {
      this.forget();
      return refused(error instanceof Error ? error.message : String(error));
    } finally {
      this.isWriting = false;
    }
  }

  /** Takes it away with its folder; nothing where there is none. */
  forget(): void {
    rmSync(dirname(this.options.file), { recursive: true, force: true });
  }
}
