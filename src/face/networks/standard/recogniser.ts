import { alignFace, planesBgr, planesRgb } from '../../align.ts';
import type { Point } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';
import type { Network } from '../network.ts';

/** How a recognition network wants the face. */
export interface FaceInput {
  /** Of its square, pixels. */
  readonly side: number;
  /** Where it was trained to see eyes, nose and corners of the mouth, in pixels of its square. */
  readonly template: readonly Point[];
  readonly colours: 'rgb' | 'bgr';
  /** What it takes is (x - mean) × scale, x from 0 to 255. */
  readonly mean: number;
  readonly scale: number;
}

/** face-reidentification-retail-0095: normalises inside, and has five points of its own. */
export const reidentificationInput: FaceInput = {
  side: 128,
  template: [
    { x: 40.39, y: 59.08 },
    { x: 87.38, y: 59.08 },
    { x: 64.03, y: 81.98 },
    { x: 44.73, y: 105.56 },
    { x: 83.64, y: 105.56 },
  ],
  colours: 'bgr',
  mean: 0,
  scale: 1,
};

/** The five points of ArcFace, in a square of 112. */
export const arcfaceTemplate: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** The face with these five points as numbers of length 1: the first output of the network. */
export async function recognise(
  network: Network,
  { side, template, colours, mean, scale }: FaceInput,
  image: RgbImage,
  landmarks: readonly Point[],
): Promise<Float32Array> {
  const planes = colours === 'bgr' ? planesBgr(side) : planesRgb(side);
  const input = alignFace(image, landmarks, template, side, network.input(3 * side * side), planes);
  if (mean !== 0 || scale !== 1) for (let i = 0; i < input.length; i++) input[i] = ((input[i] ?? 0) - mean) * scale;
  const raw = (await network.run(input, [1, 3, side, side]))(network.output);
  const length = Math.hypot(...raw) || 1;
  const embedding = raw.map((each) => each / length);
  raw.fill(0);
  return embedding;
}

/** The cosine of the angle between two embeddings of length 1: 1 alike, 0 strangers. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, each, i) => sum + each * (b[i] ?? 0), 0);
}
