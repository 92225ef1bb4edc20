import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder, replacePrivateFileApart } from '../storage/privateFile.ts';
import { bytesOf, type Sound, samplesIn } from './sound.ts';

/** What a kept sound's file begins with: its rate. */
const headBytes = 4;

/**
 * Sounds of this program's own sentences, on disk under the digest of what they were made of: another voice or another
 * reading finds nothing here and is made anew. Never holds anything of a patient: see `Line.of`.
 */
export class KeptSpeech {
  private readonly folder: string;

  /** @param folder its own; made where it is missing */
  constructor(folder: string) {
    this.folder = folder;
    makePrivateFolder(folder);
  }

  /** Undefined where there is none, or it cannot be read. */
  async find(madeOf: string): Promise<Sound | undefined> {
    try {
      const bytes = await readFile(this.fileOf(madeOf));
      const rate = bytes.readUInt32LE(0);
      const samples = samplesIn(bytes.subarray(headBytes));
      return rate > 0 && samples.length > 0 ? { rate, samples } : undefined;
    } catch {
      return undefined;
    }
  }

  /** A disk that does not take it costs nothing but the time to make it again. */
  async keep(madeOf: string, sound: Sound): Promise<void> {
    const head = Buffer.alloc(headBytes);
    head.writeUInt32LE(sound.rate);
    const bytes = Buffer.concat([head, bytesOf(sound)]);
    await replacePrivateFileApart(this.fileOf(madeOf), bytes).catch(() => undefined);
  }

  private fileOf(madeOf: string): string {
    return join(this.folder, `${createHash('sha256').update(madeOf).digest('hex')}.pcm`);
  }
}
