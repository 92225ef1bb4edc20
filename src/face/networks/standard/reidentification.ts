import { alignFace, planesBgr } from '../../align.ts';
import type { Point } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';
import type { Network } from '../network.ts';

const side = 128;

/** Where this network was trained to see eyes, nose and corners of the mouth, pixels of its 128. */
const template: readonly Point[] = [
  { x: 40.39, y: 59.08 },
  { x: 87.38, y: 59.08 },
  { x: 64.03, y: 81.98 },
  { x: 44.73, y: 105.56 },
  { x: 83.64, y: 105.56 },
];

/** face-reidentification-retail-0095: the face with these five points as 256 numbers of length 1. */
export async function reidentify(
  network: Network,
  image: RgbImage,
  landmarks: readonly Point[],
): Promise<Float32Array> {
  const input = alignFace(image, landmarks, template, side, network.input(3 * side * side), planesBgr(side));
  const raw = (await network.run(input, [1, 3, side, side]))('embedding');
  const length = Math.hypot(...raw) || 1;
  const embedding = raw.map((each) => each / length);
  raw.fill(0);
  return embedding;
}

/** The cosine of the angle between two embeddings of length 1: 1 alike, 0 strangers. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, each, i) => sum + each * (b[i] ?? 0), 0);
}
