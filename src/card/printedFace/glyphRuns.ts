import type { GreyImage } from './greyImage.ts';

/** Pixels of print without an empty column between them: a character, a part of one, or several that touch. */
export interface Run {
  readonly left: number;
  /** First column after it. */
  readonly right: number;
  readonly top: number;
  /** First row after it. */
  readonly bottom: number;
}

/** The line of print in a field, and its runs from left to right. */
export interface PrintedLine {
  readonly top: number;
  readonly bottom: number;
  readonly runs: readonly Run[];
}

/** Fewer inked pixels than this are dirt. */
const leastPixels = 24;

/**
 * Cuts the one line of print in an even field into runs.
 *
 * @param threshold darker than this is ink, 0 to 255
 */
export function glyphRuns(even: GreyImage, threshold: number): PrintedLine | undefined {
  const line = densestLine(even, threshold);
  if (!line) return undefined;
  const runs: Run[] = [];
  for (let left = 0; left < even.width; left++) {
    if (!inkInColumn(even, left, line, threshold)) continue;
    let right = left + 1;
    while (right < even.width && inkInColumn(even, right, line, threshold)) right += 1;
    const run = extent(even, left, right, line, threshold);
    if (run) runs.push(run);
    left = right;
  }
  if (runs.length === 0) return undefined;
  return { top: Math.min(...runs.map(({ top }) => top)), bottom: Math.max(...runs.map(({ bottom }) => bottom)), runs };
}

interface Rows {
  readonly top: number;
  readonly bottom: number;
}

/** Rows of the line with most ink; a neighbour that peeks into the field is not it. */
function densestLine({ data, width, height }: GreyImage, threshold: number): Rows | undefined {
  let best: (Rows & { readonly ink: number }) | undefined;
  for (let top = 0; top < height; top++) {
    let bottom = top;
    let ink = 0;
    for (; bottom < height; bottom++) {
      let inRow = 0;
      for (let at = bottom * width; at < (bottom + 1) * width; at++) if ((data[at] ?? 255) < threshold) inRow += 1;
      if (inRow < 2) break;
      ink += inRow;
    }
    if (ink > (best?.ink ?? 0)) best = { top, bottom, ink };
    top = bottom;
  }
  return best;
}

function inkInColumn({ data, width }: GreyImage, column: number, { top, bottom }: Rows, threshold: number): boolean {
  for (let row = top; row < bottom; row++) if ((data[row * width + column] ?? 255) < threshold) return true;
  return false;
}

function extent(
  { data, width }: GreyImage,
  left: number,
  right: number,
  line: Rows,
  threshold: number,
): Run | undefined {
  let [top, bottom, pixels] = [line.bottom, line.top, 0];
  for (let row = line.top; row < line.bottom; row++) {
    for (let column = left; column < right; column++) {
      if ((data[row * width + column] ?? 255) >= threshold) continue;
      top = Math.min(top, row);
      bottom = row + 1;
      pixels += 1;
    }
  }
  return pixels < leastPixels ? undefined : { left, right, top, bottom };
}
