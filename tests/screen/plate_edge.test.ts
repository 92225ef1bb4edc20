import { expect, test } from 'vitest';
import { plateEdge, type TableMatrix } from '../../src/screen/app/drawings/plateEdge.ts';

const table: TableMatrix = [0.9, -0.3, 0.66, 0.5, 320, 300];

function points(path: string): readonly (readonly [x: number, y: number])[] {
  expect(path).toMatch(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+)+Z$/);
  return path
    .slice(1, -1)
    .split('L')
    .map((point) => {
      const [x = Number.NaN, y = Number.NaN] = point.split(' ').map(Number);
      return [x, y];
    });
}

/** Gauss's formula. Square units. */
function area(of: ReturnType<typeof points>): number {
  const twice = of.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = of[(at + 1) % of.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

test.each([
  ['the reader', { width: 400, height: 300, round: 34 }, 34],
  ['the card', { width: 262, height: 166, round: 16 }, 5],
  ['a disc', { width: 120, height: 120, round: 60 }, 10],
])('%s: the outline is what the plate covers while it is moved down by its thickness', (_name, flat, thickness) => {
  const top = points(plateEdge({ ...flat, thickness: 0 }, table));
  const swept = points(plateEdge({ ...flat, thickness }, table));
  // Laid onto the table an area grows by the matrix's determinant.
  const { width, height, round } = flat;
  const laid = (width * height - (4 - Math.PI) * round ** 2) * (0.9 * 0.5 + 0.3 * 0.66);
  expect(area(top) / laid).toBeCloseTo(1, 2);
  const xs = top.map(([x]) => x);
  expect(area(swept)).toBeCloseTo(area(top) + (Math.max(...xs) - Math.min(...xs)) * thickness, -1.5);
});
