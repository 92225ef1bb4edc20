import type { Point } from './geometry.ts';
import { halvedTimes, type RgbImage } from './image.ts';

/** Turns, scales and shifts: x′ = a·x − b·y + dx, y′ = b·x + a·y + dy. */
interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly dx: number;
  readonly dy: number;
}

/** Below this scale a bilinear sample skips pixels and the face aliases. */
const smallestScale = 0.5;

/** Where in an answer the numbers stand: the red of the first pixel, then how far on the next pixel and colour are. */
export interface Layout {
  readonly first: number;
  readonly pixel: number;
  readonly colour: number;
}

/** Red, green and blue of each pixel in turn. */
export const interleavedRgb: Layout = { first: 0, pixel: 3, colour: 1 };

/** All red, then all green, then all blue, of a square. */
export function planesRgb(size: number): Layout {
  return { first: 0, pixel: 1, colour: size * size };
}

/** All blue, then all green, then all red, of a square. */
export function planesBgr(size: number): Layout {
  const plane = size * size;
  return { first: 2 * plane, pixel: 1, colour: -plane };
}

/**
 * The face as a recognition network wants it: turned, scaled and shifted so that `landmarks` come to lie, as nearly as
 * possible (least squares), on `template`, which is given in pixels of the square answered.
 *
 * @param out where it goes, `size` × `size` × 3 numbers from 0 to 255; all zero before, and left so, black, where the
 *   face reaches beyond the picture
 */
export function alignFace(
  image: RgbImage,
  landmarks: readonly Point[],
  template: readonly Point[],
  size: number,
  out: Float32Array = new Float32Array(3 * size * size),
  layout: Layout = interleavedRgb,
): Float32Array {
  const times = halvingsFor(image, scaleOf(similarityBetween(landmarks, template)));
  const picture = halvedTimes(image, times);
  const smaller = (at: number): number => (at + 0.5) / 2 ** times - 0.5;
  const points = landmarks.map(({ x, y }) => ({ x: smaller(x), y: smaller(y) }));
  warp(picture, similarityBetween(points, template), size, out, layout);
  if (picture !== image) picture.data.fill(0);
  return out;
}

/** How often the picture is to be halved so that it need not be shrunk further than to {@link smallestScale}. */
function halvingsFor({ width, height }: RgbImage, scale: number): number {
  const wanted = Math.ceil(Math.log2(smallestScale / scale));
  const possible = Math.floor(Math.log2(Math.min(width, height))) - 1;
  return Math.max(0, Math.min(wanted, possible));
}

function scaleOf({ a, b }: Similarity): number {
  return Math.hypot(a, b);
}

/** Umeyama's least-squares answer, without reflection. */
function similarityBetween(from: readonly Point[], to: readonly Point[]): Similarity {
  const [source, target] = [centreOf(from), centreOf(to)];
  let [along, across, spread] = [0, 0, 0];
  from.forEach((point, i) => {
    const [x, y] = [point.x - source.x, point.y - source.y];
    const goal = to[i] ?? target;
    const [u, v] = [goal.x - target.x, goal.y - target.y];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  });
  const [a, b] = [along / spread, across / spread];
  return { a, b, dx: target.x - a * source.x + b * source.y, dy: target.y - b * source.x - a * source.y };
}

function centreOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Bilinear: walks the answer's pixels and looks up where each comes from. */
function warp(image: RgbImage, { a, b, dx, dy }: Similarity, size: number, out: Float32Array, layout: Layout): void {
  const { data, width, height } = image;
  const { pixel, colour } = layout;
  const determinant = a * a + b * b;
  const [along, across] = [a / determinant, b / determinant];
  const row = 3 * width;
  for (let v = 0, to = layout.first; v < size; v++) {
    const [startX, startY] = [across * (v - dy) - along * dx, along * (v - dy) + across * dx];
    for (let u = 0; u < size; u++, to += pixel) {
      const x = startX + along * u;
      const y = startY - across * u;
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) {
        sampleAtEdge(image, x, y, out, to, colour);
        continue;
      }
      const [right, below] = [x - left, y - top];
      const first = (1 - right) * (1 - below);
      const second = right * (1 - below);
      const third = (1 - right) * below;
      const fourth = right * below;
      const at = top * row + 3 * left;
      for (let channel = 0, from = at; channel < 3; channel++, from++) {
        out[to + channel * colour] =
          first * (data[from] ?? 0) +
          second * (data[from + 3] ?? 0) +
          third * (data[from + row] ?? 0) +
          fourth * (data[from + row + 3] ?? 0);
      }
    }
  }
}

/** One pixel of the answer, of whose four sources some may lie beyond the picture: those are black. */
function sampleAtEdge(
  { data, width, height }: RgbImage,
  x: number,
  y: number,
  out: Float32Array,
  to: number,
  colour: number,
): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let corner = 0; corner < 4; corner++) {
    const column = left + (corner & 1);
    const line = top + (corner >> 1);
    if (column < 0 || line < 0 || column >= width || line >= height) continue;
    const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - line));
    const at = 3 * (line * width + column);
    for (let channel = 0; channel < 3; channel++) {
      const into = to + channel * colour;
      out[into] = (out[into] ?? 0) + weight * (data[at + channel] ?? 0);
    }
  }
}
