import openJpeg, { type J2KDecoder, type OpenJpeg } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { failed, ok, type Result } from '../problem/result.ts';
import { greyToRgb, type RgbImage } from './image.ts';

/** A JP2 container's signature box, and the start of a bare codestream. */
const signatures = [Buffer.from('0000000c6a502020', 'hex'), Buffer.from('ff4fff51', 'hex')];
/** The photo on a card is some hundred pixels wide; memory for much more is only asked for by a forged file. */
const mostPixels = 16_000_000;

let codec: Promise<OpenJpeg> | undefined;

/** Whether these bytes claim to be JPEG 2000. */
export function isJpeg2000(bytes: Uint8Array): boolean {
  return signatures.some((signature) => signature.equals(bytes.subarray(0, signature.length)));
}

/** Decodes a grey or RGB JPEG 2000 file of 8 bits. U-212 where it is broken or something else. */
export async function decodeJpeg2000(bytes: Uint8Array): Promise<Result<RgbImage>> {
  codec ??= openJpeg({ print: () => undefined, printErr: () => undefined });
  const decoder = new (await codec).J2KDecoder();
  try {
    return decodeWith(decoder, bytes);
  } finally {
    // WebAssembly memory is not collected, and what was in it stays until somebody else writes there.
    decoder.getEncodedBuffer(bytes.length).fill(0);
    decoder.getDecodedBuffer().fill(0);
    decoder.delete();
  }
}

function decodeWith(decoder: J2KDecoder, bytes: Uint8Array): Result<RgbImage> {
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  // The codec never throws: what it cannot read has no size.
  decoder.readHeader();
  const header = decoder.getFrameInfo();
  if (header.width * header.height === 0) return failed('U-212', 'broken JPEG 2000 file');
  if (header.width * header.height > mostPixels) return failed('U-212', 'JPEG 2000 picture of an absurd size');
  decoder.decode();
  const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
  const pixels = decoder.getDecodedBuffer();
  if (width * height === 0 || pixels.length !== width * height * componentCount) {
    return failed('U-212', 'broken JPEG 2000 file');
  }
  if (bitsPerSample !== 8 || isSigned || (componentCount !== 1 && componentCount !== 3)) {
    return failed('U-212', `JPEG 2000 of ${componentCount} × ${bitsPerSample} bits; 8-bit grey or RGB is known`);
  }
  // Copied out: the view lies in memory that is about to be wiped.
  const copy = Uint8Array.from(pixels);
  return ok({ data: componentCount === 1 ? greyToRgb(copy) : copy, width, height });
}
