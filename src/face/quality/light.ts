import { type ChipPatch, eachPixel, luminanceAt } from './faceChip.ts';

/** How light falls on a face. */
export interface Light {
  /** Mean luminance, 0 to 255. */
  readonly mean: number;
  /** Share of the face that is burnt out or drowned in black, 0 to 1. */
  readonly clipped: number;
  /** How much brighter one half is than the other: their difference over their sum, 0 to 1. */
  readonly imbalance: number;
}

/**
 * Wide on purpose: skin is of every shade, and only what leaves the camera nothing to see counts. Dark skin in the light
 * of a waiting room stays above `darkest`.
 */
export const lightLimits = { darkest: 38, brightest: 225, clipped: 0.25, imbalance: 0.45 } as const;

const leftHalf: ChipPatch = { left: 26, top: 34, right: 56, bottom: 98 };
const rightHalf: ChipPatch = { left: 56, top: 34, right: 86, bottom: 98 };
const blackest = 6;
const whitest = 250;

/** Measures the light on a face chip. */
export function lightOn(chip: Float32Array): Light {
  const left = halfOf(chip, leftHalf);
  const right = halfOf(chip, rightHalf);
  return {
    mean: (left.mean + right.mean) / 2,
    clipped: (left.clipped + right.clipped) / 2,
    imbalance: Math.abs(left.mean - right.mean) / (left.mean + right.mean + 1),
  };
}

/** Whether the light hides the face. */
export function isBadLight({ mean, clipped, imbalance }: Light): boolean {
  const { darkest, brightest } = lightLimits;
  return mean < darkest || mean > brightest || clipped > lightLimits.clipped || imbalance > lightLimits.imbalance;
}

function halfOf(chip: Float32Array, patch: ChipPatch): { readonly mean: number; readonly clipped: number } {
  let [count, sum, clipped] = [0, 0, 0];
  eachPixel(patch, (index) => {
    const luminance = luminanceAt(chip, index);
    count += 1;
    sum += luminance;
    if (luminance <= blackest || luminance >= whitest) clipped += 1;
  });
  return { mean: sum / count, clipped: clipped / count };
}
