import type { J2KDecoder } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { SerialQueue } from '../../kernel/serialQueue.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { greyToRgb, type RgbImage } from '../image.ts';
import { type BoundedCodec, openBoundedCodec } from './boundedCodec.ts';
import { tooMuchIn } from './chipPhotoLimits.ts';
import { claimOf } from './claim.ts';
import { codestreamIn } from './codestream.ts';

/** SOD: what follows is the picture. */
const startOfData = Buffer.from('ff93', 'hex');

let codec: BoundedCodec | undefined;
/** Nobody is to find a codec that another has just thrown away. */
const turns = new SerialQueue();

/**
 * Decodes a grey or RGB JPEG 2000 file of 8 bits, as a chip holds it. U-212 where it is broken, something else, or asks
 * for more than a photo on a card can need. A codec that was given a bad picture is thrown away with its memory.
 */
export async function decodeJpeg2000(bytes: Uint8Array): Promise<Result<RgbImage>> {
  const codestream = codestreamIn(bytes);
  const claim = codestream && claimOf(codestream);
  if (!codestream || !claim) return failed('U-212', 'broken JPEG 2000 file');
  const tooMuch = tooMuchIn(claim);
  if (tooMuch) return failed('U-212', `JPEG 2000 file that ${tooMuch}`);
  return turns.run(() => decodeBounded(codestream));
}

async function decodeBounded(codestream: Uint8Array): Promise<Result<RgbImage>> {
  codec ??= await openBoundedCodec();
  const image = decodeWith(codec.createDecoder, codestream);
  if (image) return ok(image);
  codec.wipe();
  codec = undefined;
  return failed('U-212', 'broken JPEG 2000 file');
}

/** Undefined where the codec cannot read it, wants more memory than there is, or gives up. */
function decodeWith(createDecoder: () => J2KDecoder, codestream: Uint8Array): RgbImage | undefined {
  try {
    const decoder = createDecoder();
    const image = pictureIn(decoder, codestream);
    if (!image) return undefined;
    rinse(decoder, codestream.length);
    decoder.delete();
    return image;
  } catch {
    // A C++ exception or a trap: numbers and addresses of the codec's own.
    return undefined;
  }
}

function pictureIn(decoder: J2KDecoder, codestream: Uint8Array): RgbImage | undefined {
  decoder.getEncodedBuffer(codestream.length).set(codestream);
  // What the codec cannot read has no size.
  decoder.decode();
  const { width, height, componentCount } = decoder.getFrameInfo();
  const decoded = decoder.getDecodedBuffer();
  if (width * height === 0 || decoded.length !== width * height * componentCount) return undefined;
  // Copied out: the view lies in memory that is about to be wiped.
  const copy = Uint8Array.from(decoded);
  return { data: componentCount === 1 ? greyToRgb(copy) : copy, width, height };
}

/**
 * WebAssembly memory is not collected, and what was in it stays until somebody else writes there, in blocks long freed
 * too. The same file with nothing after its headers takes the same blocks, and leaves nothing in them.
 */
function rinse(decoder: J2KDecoder, length: number): void {
  const encoded = decoder.getEncodedBuffer(length);
  const data = Buffer.from(encoded.buffer, encoded.byteOffset, length).indexOf(startOfData);
  encoded.fill(0, Math.max(0, data + startOfData.length));
  decoder.decode();
  // The place may have moved while memory grew.
  decoder.getEncodedBuffer(length).fill(0);
  decoder.getDecodedBuffer().fill(0);
}
