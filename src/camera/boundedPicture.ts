import sharp, { type Sharp } from 'sharp';
import { second } from '../kernel/durations.ts';
import { claimOfPicture } from './pictureClaim.ts';
import { kioskPicture, type PictureLimits } from './pictureLimits.ts';
import { pngWithoutWords } from './pngWithoutWords.ts';

// One picture at a time is decoded; the rest of the machine belongs to the screen and the card.
sharp.concurrency(1);
// What has been decoded is a face: it must not live on in a cache.
sharp.cache(false);

/** How much is overlooked: `sloppy` what webcams leave out, `nothing` not even a scan that stops halfway. */
export type Forgiveness = 'sloppy' | 'nothing';

/**
 * A decoder for one JPEG or PNG, upright, that cannot be made to take more memory or time than `limits` say; undefined
 * where the picture claims more, or is neither. Whoever runs it is rejected where it is broken.
 */
export function openPicture(
  bytes: Uint8Array,
  limits: PictureLimits = kioskPicture,
  forgiven: Forgiveness = 'sloppy',
): Sharp | undefined {
  if (!mayBeDecoded(bytes, limits)) return undefined;
  // Webcams' JPEGs are sloppy: a decoder's warning alone is no reason to throw one away.
  const failOn = forgiven === 'sloppy' ? 'error' : 'warning';
  const options = { failOn, limitInputPixels: limits.pixels, sequentialRead: true, unlimited: false } as const;
  return sharp(pngWithoutWords(bytes), options).timeout({ seconds: limits.ms / second });
}

/** Whether a picture claims no more than `limits`. Nothing else is handed on, to a decoder here or on the screen. */
export function mayBeDecoded(bytes: Uint8Array, limits: PictureLimits = kioskPicture): boolean {
  const claim = claimOfPicture(bytes);
  return (
    claim !== undefined &&
    claim.width > 0 &&
    claim.height > 0 &&
    claim.width * claim.height <= limits.pixels &&
    claim.scans <= limits.scans
  );
}
