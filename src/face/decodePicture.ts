import sharp from 'sharp';
import { failed, ok, type Result } from '../problem/result.ts';
import { greyToRgb, type RgbImage } from './image.ts';
import { decodeJpeg2000, isJpeg2000 } from './jpeg2000.ts';

// One picture at a time is decoded here; the rest of the machine belongs to the screen and the card.
sharp.concurrency(1);
// What has been decoded is a face: it must not live on in a cache.
sharp.cache(false);

/** Larger pictures are shrunk on the way in: no network looks at more. */
const longestSide = 1920;
/** More pixels than any camera here gives; beyond it a picture is an attack on memory. */
const mostPixels = 50_000_000;

/** Decodes a JPEG, a PNG or a JPEG 2000 file, upright. U-212 where it is none of them, or broken. */
export async function decodePicture(bytes: Uint8Array): Promise<Result<RgbImage>> {
  if (isJpeg2000(bytes)) return decodeJpeg2000(bytes);
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return ok({ data: info.channels === 1 ? greyToRgb(data) : data, width: info.width, height: info.height });
  } catch {
    // The decoder's own words may quote the file; they add nothing that staff could use.
    return failed('U-212', 'not a JPEG, PNG or JPEG 2000 picture, or a broken one');
  }
}
