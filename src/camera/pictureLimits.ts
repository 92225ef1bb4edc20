import { second } from '../kernel/durations.ts';

/** What a picture may ask of its decoder. */
export interface PictureLimits {
  readonly pixels: number;
  /** Passes over the picture; a progressive JPEG has ten, one that is made to take time has thousands. */
  readonly scans: number;
  /** How long decoding may take, milliseconds. */
  readonly ms: number;
}

/** One that comes to the kiosk by itself, from a camera or a chip: a little more than 4K. */
export const kioskPicture: PictureLimits = { pixels: 4_096 * 2_304, scans: 20, ms: 4 * second };

/** One that somebody names on the command line: whatever phones take. */
export const photograph: PictureLimits = { pixels: 50_000_000, scans: 100, ms: 30 * second };
