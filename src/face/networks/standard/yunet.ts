import { type Point, withoutOverlaps } from '../../geometry.ts';
import { halvedTimes, type RgbImage } from '../../image.ts';
import type { FoundFace } from '../faceNetworks.ts';
import type { Network } from '../network.ts';
import { toPlanarBgr } from './planar.ts';

/** The longest side of what is looked at first, and again where that shows no face or none large enough; pixels. */
const looks = { first: 320, closer: 640 } as const;
/** Narrower than this, in the picture that was looked at, the five points are too coarse to align by. */
const leastWidth = 60;
const strides = [8, 16, 32] as const;
const pointsEach = 5;
const leastConfidence = 0.6;
const mostOverlap = 0.3;

/**
 * YuNet-n: faces with five points each (eyes, nose, corners of the mouth; the picture's left first). Who stands before
 * a kiosk is found in a small picture, in a quarter of the time; who stands farther off in a larger one.
 */
export async function findWithYunet(network: Network, image: RgbImage): Promise<readonly FoundFace[]> {
  const [small, large] = [halvings(image, looks.first), halvings(image, looks.closer)];
  const faces = await findIn(network, image, small);
  const isNear = faces.some(({ box }) => box.width >= leastWidth * 2 ** small);
  return isNear || large === small ? faces : findIn(network, image, large);
}

/** How often a picture is to be halved until no side of it is longer than `side` pixels. */
function halvings({ width, height }: RgbImage, side: number): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / side)));
}

/** Faces in the picture, halved so many times, in pixels of the picture itself. */
async function findIn(network: Network, image: RgbImage, times: number): Promise<readonly FoundFace[]> {
  const picture = halvedTimes(image, times);
  const [width, height] = [ceil32(picture.width), ceil32(picture.height)];
  const input = toPlanarBgr(picture.data, picture, { width, height }, network.input(3 * width * height));
  if (picture !== image) picture.data.fill(0);
  const outputs = await network.run(input, [1, 3, height, width]);
  const candidates = strides.flatMap((stride) => facesAt(stride, width / stride, outputs));
  return withoutOverlaps(candidates, mostOverlap).map((face) => enlarged(face, 2 ** times));
}

/** The faces that the cells of one grid claim; a cell covers `stride` pixels each way. */
function facesAt(stride: number, columns: number, outputs: (name: string) => Float32Array): readonly FoundFace[] {
  const [classes, objects] = [outputs(`cls_${stride}`), outputs(`obj_${stride}`)];
  const [boxes, points] = [outputs(`bbox_${stride}`), outputs(`kps_${stride}`)];
  const faces: FoundFace[] = [];
  for (let cell = 0; cell < classes.length; cell++) {
    const confidence = Math.sqrt(unit(classes[cell] ?? 0) * unit(objects[cell] ?? 0));
    if (confidence < leastConfidence) continue;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const at = (values: Float32Array, index: number) => values[index] ?? 0;
    const width = Math.exp(at(boxes, 4 * cell + 2)) * stride;
    const height = Math.exp(at(boxes, 4 * cell + 3)) * stride;
    const x = (column + at(boxes, 4 * cell)) * stride - width / 2;
    const y = (row + at(boxes, 4 * cell + 1)) * stride - height / 2;
    const landmarks = Array.from({ length: pointsEach }, (_, i): Point => {
      const index = 2 * (pointsEach * cell + i);
      return { x: (column + at(points, index)) * stride, y: (row + at(points, index + 1)) * stride };
    });
    faces.push({ box: { x, y, width, height }, confidence, landmarks });
  }
  return faces;
}

function enlarged({ box, confidence, landmarks }: FoundFace, scale: number): FoundFace {
  const { x, y, width, height } = box;
  return {
    box: { x: x * scale, y: y * scale, width: width * scale, height: height * scale },
    confidence,
    landmarks: landmarks.map((point) => ({ x: point.x * scale, y: point.y * scale })),
  };
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function ceil32(pixels: number): number {
  return Math.ceil(pixels / 32) * 32;
}
