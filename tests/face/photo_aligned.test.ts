import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignFace, interleavedRgb, type Layout, planesBgr } from '../../src/face/align.ts';
import type { Point } from '../../src/face/geometry.ts';
import type { RgbImage } from '../../src/face/image.ts';

const size = 128;
const template: readonly Point[] = [
  { x: 40, y: 59 },
  { x: 87, y: 59 },
  { x: 64, y: 82 },
  { x: 45, y: 105 },
  { x: 84, y: 105 },
];

function aligned(image: RgbImage, landmarks: readonly Point[], layout: Layout = interleavedRgb): Float32Array {
  return alignFace(image, landmarks, template, size, new Float32Array(3 * size * size), layout);
}

/** A picture whose red grows to the right, whose green grows downwards, and whose blue is the same all over. */
function slopes(width: number, height: number): RgbImage {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      data[at] = Math.round((255 * x) / (width - 1));
      data[at + 1] = Math.round((255 * y) / (height - 1));
      data[at + 2] = 77;
    }
  }
  return { data, width, height };
}

test('a face that already lies where it should comes out as it is', () => {
  const image = slopes(size, size);
  const face = aligned(image, template);
  expect(face.every((value, i) => Math.abs(value - (image.data[i] ?? 0)) < 0.01)).toBe(true);
});

test('however the head is turned, near or far, its points come to lie on the template', () => {
  const image = slopes(600, 600);
  const side = image.width - 1;
  fc.assert(
    fc.property(
      fc.double({ min: -0.6, max: 0.6, noNaN: true }),
      fc.double({ min: 0.3, max: 3.5, noNaN: true }),
      (turn, scale) => {
        const [cos, sin] = [scale * Math.cos(turn), scale * Math.sin(turn)];
        const landmarks = template.map(({ x, y }) => {
          const [right, down] = [x - size / 2, y - size / 2];
          return { x: 300 + cos * right - sin * down, y: 300 + sin * right + cos * down };
        });
        const face = aligned(image, landmarks);
        template.forEach(({ x, y }, i) => {
          const at = 3 * (y * size + x);
          const from = landmarks[i] ?? { x: 0, y: 0 };
          expect(Math.abs((face[at] ?? 0) - (255 * from.x) / side)).toBeLessThan(1.2);
          expect(Math.abs((face[at + 1] ?? 0) - (255 * from.y) / side)).toBeLessThan(1.2);
          expect(face[at + 2]).toBeCloseTo(77, 3);
        });
      },
    ),
    { numRuns: 50 },
  );
});

test('a face that is much too large is made smaller step by step, so that fine patterns turn grey and not to noise', () => {
  const side = 8 * size;
  const data = new Uint8Array(3 * side * side);
  for (let at = 0; at < data.length; at += 3)
    data.fill((at / 3 + Math.floor(at / 3 / side)) % 2 === 0 ? 0 : 255, at, at + 3);
  const landmarks = template.map(({ x, y }) => ({ x: 8 * x + 3.5, y: 8 * y + 3.5 }));
  const face = aligned({ data, width: side, height: side }, landmarks);
  const inner = Array.from({ length: size - 2 }, (_, i) => face[3 * (64 * size + i + 1)] ?? 0);
  expect(inner.every((value) => Math.abs(value - 127.5) < 2)).toBe(true);
});

test('what lies beyond the picture is black', () => {
  const image = { data: new Uint8Array(3 * 100 * 100).fill(200), width: 100, height: 100 };
  const shifted = template.map(({ x, y }) => ({ x: x - 64, y: y - 64 }));
  const face = aligned(image, shifted);
  expect(face[3 * (10 * size + 10)]).toBe(0);
  expect(face[3 * (100 * size + 100)]).toBeCloseTo(200, 3);
  expect(image.data.every((value) => value === 200)).toBe(true);
});

test('planes hold the same as pixels in turn, blue first', () => {
  const image = slopes(150, 150);
  const [pixels, planes] = [aligned(image, template), aligned(image, template, planesBgr(size))];
  const plane = size * size;
  const regrouped = [2, 1, 0].flatMap((colour) => Array.from({ length: plane }, (_, i) => pixels[3 * i + colour]));
  expect(Array.from(planes)).toEqual(regrouped);
});
