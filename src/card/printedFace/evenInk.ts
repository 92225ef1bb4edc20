import { type GreyImage, toneAt } from './greyImage.ts';
import { rankOf } from './greyRank.ts';

/** Side of the blocks in which the tone of the paper is measured, in pixels of the flattened field. */
const block = 32;
/** Of the pixels of a block so many are darker than what is called its paper: print covers less than half of it. */
const paperRank = 0.75;
/** Of all pixels so many are darker than what is called ink: strokes are thin, and blur makes them pale. */
const inkRank = 0.015;
/** Print must be darker than its paper by this ratio at least; what is paler has drowned in glare, haze or noise. */
const leastContrast = 0.25;

/**
 * Print on even white: 255 paper, 0 ink, whatever light fell on it. Undefined where print hardly differs from paper.
 *
 * @param paper see {@link paperTones}
 */
export function evenInk(field: GreyImage, paper: GreyImage): GreyImage | undefined {
  const { width, height } = field;
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const under = paperAt(paper, column, row);
      data[at] = Math.min(255, (255 * (field.data[at] ?? 0)) / Math.max(1, under));
    }
  }
  const ink = rankOf(counted({ data, width, height }, 0, 0, width, height), inkRank);
  if (ink > 255 * (1 - leastContrast)) {
    data.fill(0);
    return undefined;
  }
  for (const [at, tone] of data.entries()) data[at] = Math.max(0, Math.round((255 * (tone - ink)) / (255 - ink)));
  return { data, width, height };
}

/** The tone of the paper at a place of the field. */
export function paperAt(paper: GreyImage, column: number, row: number): number {
  return toneAt(paper, column / block - 0.5, row / block - 0.5);
}

/** The tone of the paper under the print of a field, coarsely: see {@link paperAt}. */
export function paperTones(field: GreyImage): GreyImage {
  const { width, height } = field;
  const [columns, rows] = [Math.max(2, Math.ceil(width / block)), Math.max(2, Math.ceil(height / block))];
  const data = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // Half a block more on each side: a block full of print borrows the paper around it.
      const [left, top] = [Math.max(0, (column - 0.5) * block), Math.max(0, (row - 0.5) * block)];
      const [right, bottom] = [Math.min(width, (column + 1.5) * block), Math.min(height, (row + 1.5) * block)];
      data[row * columns + column] = rankOf(counted(field, left, top, right, bottom), paperRank);
    }
  }
  return { data, width: columns, height: rows };
}

function counted({ data, width }: GreyImage, left: number, top: number, right: number, bottom: number): Uint32Array {
  const counts = new Uint32Array(256);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const tone = data[y * width + x] ?? 0;
      counts[tone] = (counts[tone] ?? 0) + 1;
    }
  }
  return counts;
}
