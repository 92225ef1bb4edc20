import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hour } from '../../../kernel/durations.ts';
import type { Reception } from '../../../reception/reception.ts';
import { flushFolder, writeFlushed } from './durableFile.ts';
import type { FaceFile } from './faceFile.ts';

/** A question lies here for a moment and then in `req`; what is older than this, milliseconds, nobody waits for. */
const questionMs = hour;

/**
 * Puts each reception's file into the `face` folder exactly once, however often it is asked to and whenever it is cut
 * off, although clinic systems take files away as soon as they have read them.
 *
 * Every reception has a folder of its own in the work folder, on the same file system as `face`, so that the move is
 * one step. Version 1 is written to `1.xml`, flushed, and promised by an empty `1.moving`; only then is it moved. A
 * later attempt that finds the promise knows from `1.xml` alone what happened: still there, the move is yet to come;
 * gone, the file has been in `face`. The promise stays behind and holds no personal data.
 */
export class WorkFolder {
  readonly #folder: string;
  readonly #face: string;

  /** @param root the folder that holds `face`, `req` and `res`. */
  constructor(root: string) {
    this.#folder = join(root, 'uketsuke-work');
    this.#face = join(root, 'face');
  }

  /**
   * `placed` when this call moved the file, `placed-before` when an earlier one had, `overtaken` when a later version
   * went first: the older must not appear after it and be taken for the newest. Throws system errors.
   */
  async place(
    { id, version }: Pick<Reception, 'id' | 'version'>,
    file: FaceFile,
  ): Promise<'placed' | 'placed-before' | 'overtaken'> {
    // Never made here: where a share is not mounted, the folder is missing, and a made one would be a local trap.
    await stat(this.#face);
    const own = join(this.#folder, id);
    await mkdir(own, { recursive: true, mode: 0o700 });
    const names = new Set(await readdir(own));
    if (!names.has(moving(version))) {
      if ([...names].some((name) => name.endsWith('.moving') && Number.parseInt(name, 10) > version)) {
        return 'overtaken';
      }
      await writeFlushed(join(own, staged(version)), file.bytes);
      await flushFolder(own);
      await writeFlushed(join(own, moving(version)), new Uint8Array());
      await flushFolder(own);
      await flushFolder(this.#folder);
    } else if (!names.has(staged(version))) {
      return 'placed-before';
    }
    await rename(join(own, staged(version)), join(this.#face, file.name));
    await flushFolder(this.#face);
    await flushFolder(own);
    return 'placed';
  }

  /**
   * Forgets receptions nothing was written about for `rememberMs`, and questions of the desk that a power cut left
   * lying here. @param now milliseconds since the epoch. Throws system errors.
   */
  async forget(rememberMs: number, now: number): Promise<void> {
    for (const entry of await readdir(this.#folder, { withFileTypes: true })) {
      const own = join(this.#folder, entry.name);
      // What is still staged was promised to a patient and waits for its move.
      if (entry.isDirectory() && (await readdir(own)).some((name) => name.endsWith('.xml'))) continue;
      const keptMs = entry.isDirectory() ? rememberMs : questionMs;
      if (now - (await stat(own)).mtimeMs > keptMs) await rm(own, { recursive: true });
    }
  }
}

function staged(version: number): string {
  return `${version}.xml`;
}

function moving(version: number): string {
  return `${version}.moving`;
}
