import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { failed, ok, type Result } from '../problem/result.ts';
import { isNameInBackup, type Manifest, manifestName, manifestSchema } from './manifest.ts';
import { opener } from './recipients.ts';

/** Takes one file of a backup; throws what the disk says. */
export type Take = (name: string, bytes: Buffer) => void;

/** What the disk said while a file of a backup was taken: not the backup's fault. */
class NotTaken extends Error {}

/**
 * Reads a backup from its first byte to its last, and hands over each file of it. It is whole only where the manifest
 * comes back: until then nothing that was handed over may be used.
 *
 * Errors: U-708 this key does not open it; U-713 it is cut, changed, or no backup; U-714 it cannot be read; U-501 what
 * was handed over could not be kept.
 */
export async function readBackup(
  file: string,
  keyFile: string,
  take: Take = () => undefined,
): Promise<Result<Manifest>> {
  const opening = await opener(keyFile);
  if (!opening.ok) return opening;
  const source = createReadStream(file);
  try {
    let clear: WebStream<Uint8Array>;
    try {
      clear = (await opening.value.decrypt(Readable.toWeb(source) as WebStream<Uint8Array>)) as WebStream<Uint8Array>;
    } catch (error) {
      return failed(...refusal(error));
    }
    const seen: Manifest['files'] = [];
    let manifest: unknown;
    const tar = extract();
    const unpacked = Readable.fromWeb(clear);
    const gunzip = createGunzip();
    for (const each of [unpacked, gunzip]) each.once('error', (error) => tar.destroy(error));
    unpacked.pipe(gunzip).pipe(tar);
    for await (const part of tar) {
      const { name, type } = part.header;
      const bytes = await buffer(part);
      if (name === manifestName) manifest = JSON.parse(bytes.toString('utf8'));
      else if (type !== 'file' || !isNameInBackup(name)) return failed('U-713', `${name} has no place in a backup`);
      else {
        seen.push({ path: name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
        try {
          take(name, bytes);
        } catch (error) {
          throw new NotTaken(error instanceof Error ? error.message : String(error));
        } finally {
          bytes.fill(0);
        }
      }
    }
    const told = manifestSchema.safeParse(manifest);
    if (!told.success) return failed('U-713', 'its end is missing, or is of another version');
    const isSame = JSON.stringify(told.data.files) === JSON.stringify(seen);
    return isSame ? ok(told.data) : failed('U-713', 'what is in it is not what its end says');
  } catch (error) {
    if (error instanceof NotTaken) return failed('U-501', error.message);
    return failed('U-713', error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
  }
}

/** Why a file did not open: the reading of it, its key, or its first bytes. */
function refusal(error: unknown): readonly ['U-708' | 'U-713' | 'U-714', string] {
  const says = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'syscall' in error) return ['U-714', says];
  return /identit/i.test(says) ? ['U-708', says] : ['U-713', says];
}
