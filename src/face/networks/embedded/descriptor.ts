import { alignFace } from '../../align.ts';
import { recognitionInput } from '../../convert/tfjs/recognition.ts';
import type { Point } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';
import type { Network } from '../network.ts';
import { alignmentPoints, dlibTemplate } from './dlibTemplate.ts';

/** dlib's face recognition ResNet: the face with these 68 points as 128 numbers. */
export async function describeFace(
  network: Network,
  image: RgbImage,
  landmarks: readonly Point[],
): Promise<Float32Array> {
  const empty = network.input(3 * recognitionInput * recognitionInput);
  const input = alignFace(image, alignmentPoints(landmarks), dlibTemplate, recognitionInput, empty);
  const outputs = await network.run(input, [1, recognitionInput, recognitionInput, 3]);
  return outputs('descriptor');
}

/** Euclidean distance between two descriptors: 0 alike, beyond 0.6 strangers. */
export function distance(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, each, i) => sum + (each - (b[i] ?? 0)) ** 2, 0));
}
