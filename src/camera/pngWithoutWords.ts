import { pngOpening, startsWith } from './pictureClaim.ts';

/** Length and kind before what a chunk holds, its check after it, bytes (PNG 3rd edition, 5.3). */
const [chunkHead, chunkTail] = [8, 4];
const signature = 8;

/** Chunks that unpack to any size and change no pixel that matters here: a colour profile, words, words in Unicode. */
const packed = new Set(['iCCP', 'zTXt', 'iTXt']);

/**
 * A PNG without what a decoder would unpack beside the picture: 80 KB of it may become 80 MB. Anything else, and a PNG
 * that has none of it, is handed through as it is.
 */
export function pngWithoutWords(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!startsWith(file, pngOpening)) return bytes;
  const kept: Uint8Array[] = [file.subarray(0, signature)];
  let dropped = false;
  for (let at = signature; at < file.length; ) {
    const end = at + chunkHead <= file.length ? at + chunkHead + file.readUInt32BE(at) + chunkTail : file.length;
    if (packed.has(file.toString('latin1', at + 4, at + chunkHead))) dropped = true;
    else kept.push(file.subarray(at, end));
    at = end;
  }
  return dropped ? Buffer.concat(kept) : bytes;
}
