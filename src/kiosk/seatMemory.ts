import { join } from 'node:path';
import type { Logger } from 'pino';
import type { SeatMemory } from '../screen/seats.ts';
import { makePrivateFolder, readPrivateFile, replacePrivateFileApart } from '../storage/privateFile.ts';

const digestShape = /^[0-9a-f]{64}$/;

/**
 * Which browser had the patient screen, in `screen/browser` of the data folder. Where it cannot be read or written the
 * page that stands open asks for its token after the next start, as any other would: nothing else is lost.
 */
export function seatMemoryIn(dataFolder: string, log: Pick<Logger, 'warn'>): SeatMemory {
  const folder = join(dataFolder, 'screen');
  const file = join(folder, 'browser');
  let writing = Promise.resolve();
  const keep = async (digest: string): Promise<void> => {
    try {
      makePrivateFolder(folder);
      await replacePrivateFileApart(file, Buffer.from(digest));
    } catch (error) {
      log.warn({ error: String(error) }, 'the seat of the patient screen is not kept');
    }
  };
  return {
    read() {
      const kept = readPrivateFile(file);
      const digest = kept.ok ? Buffer.from(kept.value).toString() : '';
      return digestShape.test(digest) ? digest : undefined;
    },
    keep(digest) {
      writing = writing.then(() => keep(digest));
    },
  };
}
