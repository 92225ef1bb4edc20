import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignFace } from '../src/face/align.ts';
import type { Point } from '../src/face/geometry.ts';
import type { RgbImage } from '../src/face/image.ts';

const size = 128;
const template: readonly Point[] = [
  { x: 40, y: 59 },
  { x: 87, y: 59 },
  { x: 64, y: 82 },
  { x: 45, y: 105 },
  { x: 84, y: 105 },
];

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
  const aligned = alignFace(image, template, template, size);
  expect(aligned.every((value, i) => Math.abs(value - (image.data[i] ?? 0)) < 0.01)).toBe(true);
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
        const aligned = alignFace(image, landmarks, template, size);
        template.forEach(({ x, y }, i) => {
          const at = 3 * (y * size + x);
          const from = landmarks[i] ?? { x: 0, y: 0 };
          expect(Math.abs((aligned[at] ?? 0) - (255 * from.x) / side)).toBeLessThan(1.2);
          expect(Math.abs((aligned[at + 1] ?? 0) - (255 * from.y) / side)).toBeLessThan(1.2);
          expect(aligned[at + 2]).toBeCloseTo(77, 3);
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
  const aligned = alignFace({ data, width: side, height: side }, landmarks, template, size);
  const inner = Array.from({ length: size - 2 }, (_, i) => aligned[3 * (64 * size + i + 1)] ?? 0);
  expect(inner.every((value) => Math.abs(value - 127.5) < 2)).toBe(true);
});

test('what lies beyond the picture is black', () => {
  const image = { data: new Uint8Array(3 * 100 * 100).fill(200), width: 100, height: 100 };
  const shifted = template.map(({ x, y }) => ({ x: x - 64, y: y - 64 }));
  const aligned = alignFace(image, shifted, template, size);
  expect(aligned[3 * (10 * size + 10)]).toBe(0);
  expect(aligned[3 * (100 * size + 100)]).toBeCloseTo(200, 3);
  expect(image.data.every((value) => value === 200)).toBe(true);
});
