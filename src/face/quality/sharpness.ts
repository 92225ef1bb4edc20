import { type ChipPatch, chipSide, luminanceAt } from './faceChip.ts';

/** Eyes to mouth: no hair, no background. */
const features: ChipPatch = { left: 24, top: 32, right: 88, bottom: 96 };

/** Below it the eyes are a smear. Renders out of focus or in motion fall below, those of any size that is judged do not. */
export const leastSharpness = 0.012;

/**
 * Energy of the Laplacian of a slightly smoothed face (so that noise is not taken for detail) as a share of the face's
 * own contrast (so that dim light is not taken for blur).
 */
export function sharpnessOf(chip: Float32Array): number {
  const width = features.right - features.left;
  const height = features.bottom - features.top;
  const grey = smoothed(chip, width, height);
  let energy = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const around = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0);
      energy += (around - 4 * (grey[at] ?? 0)) ** 2;
    }
  }
  const contrast = spreadOf(grey);
  grey.fill(0);
  return energy / ((width - 2) * (height - 2)) / (contrast + 1);
}

/** The patch in grey, each pixel the mean of the nine around it. */
function smoothed(chip: Float32Array, width: number, height: number): Float32Array {
  const grey = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          sum += luminanceAt(chip, 3 * ((features.top + y + dy) * chipSide + features.left + x + dx));
        }
      }
      grey[y * width + x] = sum / 9;
    }
  }
  return grey;
}

/** Variance. */
function spreadOf(values: Float32Array): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
}
