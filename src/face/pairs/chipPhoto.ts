import openJpeg, { type OpenJpegWriter } from '@cornerstonejs/codec-openjpeg/wasmjs';
import sharp from 'sharp';
import type { Box } from '../geometry.ts';
import type { RgbImage } from '../image.ts';

/** What photos on chips measure: pixels, and bytes once compressed. */
const photo = { width: 240, height: 320, compression: 5 } as const;

/**
 * How a photo on a card is cut, as ICAO 9303 has it: a detector's box (brow to chin) fills a little more than half the
 * height, and the chin stands this far down.
 */
const boxHeight = 0.56;
const chinAt = 0.86;

let codec: Promise<OpenJpegWriter> | undefined;

/**
 * A stand-in for the photo on a chip, from any picture with a face: cut like a passport photo, 240×320, grey, JPEG 2000
 * of about 15 KB. Beyond the picture's edge its outermost pixels go on.
 *
 * @returns a JPEG 2000 codestream
 */
export async function asChipPhoto(image: RgbImage, face: Box): Promise<Uint8Array> {
  const cut = passportCut(face);
  const beyond = {
    left: Math.max(0, -cut.left),
    top: Math.max(0, -cut.top),
    right: Math.max(0, cut.left + cut.width - image.width),
    bottom: Math.max(0, cut.top + cut.height - image.height),
  };
  const extended = await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } })
    .extend({ ...beyond, extendWith: 'copy' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = extended.info;
  const grey = await sharp(extended.data, { raw: { width, height, channels: 3 } })
    .extract({ left: cut.left + beyond.left, top: cut.top + beyond.top, width: cut.width, height: cut.height })
    .resize(photo.width, photo.height, { fit: 'fill' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  extended.data.fill(0);
  try {
    return await compress(grey);
  } finally {
    grey.fill(0);
  }
}

function passportCut({ x, y, width, height }: Box) {
  const cutHeight = Math.max(4, Math.round(height / boxHeight));
  const cutWidth = Math.max(3, Math.round((cutHeight * photo.width) / photo.height));
  return {
    left: Math.round(x + width / 2 - cutWidth / 2),
    top: Math.round(y + height - chinAt * cutHeight),
    width: cutWidth,
    height: cutHeight,
  };
}

async function compress(grey: Uint8Array): Promise<Uint8Array> {
  codec ??= openJpeg({ print: () => undefined, printErr: () => undefined });
  const encoder = new (await codec).J2KEncoder();
  try {
    const about = { bitsPerSample: 8, componentCount: 1, isSigned: false, isUsingColorTransform: false };
    const pixels = () => encoder.getDecodedBuffer({ ...about, width: photo.width, height: photo.height });
    pixels().set(grey);
    encoder.setQuality(false, 1);
    encoder.setCompressionRatio(0, photo.compression);
    encoder.encode();
    const encoded = Uint8Array.from(encoder.getEncodedBuffer());
    pixels().fill(0);
    return encoded;
  } finally {
    encoder.delete();
  }
}
