import openJpeg, { type J2KDecoder, type OpenJpeg } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { failed, ok, type Result } from '../problem/result.ts';
import { greyToRgb, type RgbImage } from './image.ts';

/** A JP2 container's signature box. */
const container = Buffer.from('0000000c6a502020', 'hex');
/** How a codestream opens, bare or inside a container: SOC, then SIZ, which says how large the picture is. */
const codestream = Buffer.from('ff4fff51', 'hex');
/** SOD: what follows is the picture. */
const startOfData = Buffer.from('ff93', 'hex');
/** Where in the codestream its right and lower edges stand, 4 bytes each. */
const extentAt = 8;
/** The photo on a card is some hundred pixels wide; only a forged file asks for memory for much more. */
const mostPixels = 16_000_000;

let codec: Promise<OpenJpeg> | undefined;

/** Whether these bytes claim to be JPEG 2000. */
export function isJpeg2000(bytes: Uint8Array): boolean {
  return [container, codestream].some((opening) => opening.equals(bytes.subarray(0, opening.length)));
}

/** Decodes a grey or RGB JPEG 2000 file of 8 bits. U-212 where it is broken or something else. */
export async function decodeJpeg2000(bytes: Uint8Array): Promise<Result<RgbImage>> {
  const pixels = claimedPixels(bytes);
  if (pixels === 0 || pixels > mostPixels) return failed('U-212', `JPEG 2000 file that claims ${pixels} pixels`);
  codec ??= openJpeg({ print: () => undefined, printErr: () => undefined });
  const decoder = new (await codec).J2KDecoder();
  try {
    return decodeWith(decoder, bytes);
  } finally {
    rinse(decoder, bytes.length);
    decoder.delete();
  }
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

function decodeWith(decoder: J2KDecoder, bytes: Uint8Array): Result<RgbImage> {
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  // The codec never throws: what it cannot read has no size.
  decoder.decode();
  const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
  const decoded = decoder.getDecodedBuffer();
  if (width * height === 0 || decoded.length !== width * height * componentCount * Math.ceil(bitsPerSample / 8)) {
    return failed('U-212', 'broken JPEG 2000 file');
  }
  if (bitsPerSample !== 8 || isSigned || (componentCount !== 1 && componentCount !== 3)) {
    return failed('U-212', `JPEG 2000 of ${componentCount} × ${bitsPerSample} bits; 8-bit grey or RGB is known`);
  }
  // Copied out: the view lies in memory that is about to be wiped.
  const copy = Uint8Array.from(decoded);
  return ok({ data: componentCount === 1 ? greyToRgb(copy) : copy, width, height });
}

/** How many pixels the file says it holds, before memory for them is asked for; 0 where it says nothing. */
function claimedPixels(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = file.indexOf(codestream);
  if (start < 0 || start + extentAt + 8 > file.length) return 0;
  return file.readUInt32BE(start + extentAt) * file.readUInt32BE(start + extentAt + 4);
}
