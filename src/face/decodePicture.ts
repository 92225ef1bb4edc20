import { openPicture } from '../camera/boundedPicture.ts';
import { kioskPicture, type PictureLimits } from '../camera/pictureLimits.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { greyToRgb, type RgbImage } from './image.ts';
import { isJpeg2000 } from './jpeg2000/codestream.ts';
import { decodeJpeg2000 } from './jpeg2000/decodeJpeg2000.ts';

/** Larger pictures are shrunk on the way in: no network looks at more. */
const longestSide = 1920;

/**
 * Decodes a JPEG, a PNG or a JPEG 2000 file, upright. U-212 where it is none of them, broken, or asks for more than
 * `limits` (a JPEG 2000: than a photo on a card can need).
 */
export async function decodePicture(
  bytes: Uint8Array,
  limits: PictureLimits = kioskPicture,
): Promise<Result<RgbImage>> {
  if (isJpeg2000(bytes)) return decodeJpeg2000(bytes);
  const picture = openPicture(bytes, limits);
  if (!picture) return failed('U-212', 'not a JPEG, PNG or JPEG 2000 picture, or one too large');
  try {
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return ok({ data: info.channels === 1 ? greyToRgb(data) : data, width: info.width, height: info.height });
  } catch {
    // The decoder's own words may quote the file; they add nothing that staff could use.
    return failed('U-212', 'a broken picture, or one that takes too long');
  }
}
