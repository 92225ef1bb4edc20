import { alignFace } from '../align.ts';
import type { FacePoints } from '../facePoints.ts';
import type { Point } from '../geometry.ts';
import type { RgbImage } from '../image.ts';

/** Pixels along each side of the chip that light, sharpness and covering are measured on. */
export const chipSide = 112;

/** Where eyes, nose and corners of the mouth come to lie; forehead and chin are in the picture too. */
const template: readonly Point[] = [
  { x: 37, y: 44 },
  { x: 75, y: 44 },
  { x: 56, y: 66 },
  { x: 41, y: 85 },
  { x: 71, y: 85 },
];

/** The face cut out upright and at one size, so that every measure means the same near and far. Zero it after use. */
export function faceChipOf(image: RgbImage, points: FacePoints): Float32Array {
  const { leftEye, rightEye, nose, mouthLeft, mouthRight } = points;
  return alignFace(image, [leftEye, rightEye, nose, mouthLeft, mouthRight], template, chipSide);
}

/** A rectangle of the chip, pixels. */
export interface ChipPatch {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Calls back with the place of each pixel of a patch: index of its red. */
export function eachPixel({ left, top, right, bottom }: ChipPatch, visit: (index: number) => void): void {
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) visit(3 * (y * chipSide + x));
  }
}

/** Luminance of the pixel whose red is at `index`, 0 to 255. */
export function luminanceAt(chip: Float32Array, index: number): number {
  return 0.299 * (chip[index] ?? 0) + 0.587 * (chip[index + 1] ?? 0) + 0.114 * (chip[index + 2] ?? 0);
}
