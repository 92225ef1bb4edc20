import type { Box } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';

/** Where a piece lies in the square around it. */
export type Placing = 'top-left' | 'centre';

/** How far the piece is shifted inside the square. TensorFlow's integer rounding, so that landmarks fall as trained. */
function shiftInSquare({ width, height }: Box, placing: Placing): { readonly x: number; readonly y: number } {
  if (placing === 'top-left') return { x: 0, y: 0 };
  const spare = Math.abs(width - height);
  const before = spare - Math.round(spare * 0.5);
  return width < height ? { x: before, y: 0 } : { x: 0, y: before };
}

/**
 * A piece of a picture, filled up with black to a square and scaled to `size`, the way tf.image.resizeBilinear does it
 * without aligned corners and without half-pixel centres: the networks of this profile were trained on that.
 *
 * @param piece whole pixels, inside the picture
 * @param out where it goes: `size` × `size` × RGB, 0 to 255; all zero before
 */
export function squareOf(image: RgbImage, piece: Box, size: number, placing: Placing, out: Float32Array): Float32Array {
  const side = Math.max(piece.width, piece.height);
  const samples = scaled(side, size);
  const rows = new ScaledRows(image, piece, shiftInSquare(piece, placing), samples);
  const { first, second, share } = samples;
  const row = 3 * size;
  const end = placing === 'top-left' ? piece.height : side;
  for (let y = 0; y < size; y++) {
    // Black from here on, as the input was before.
    if ((first[y] ?? 0) >= end) break;
    const upper = rows.at(first[y] ?? 0);
    const part = share[y] ?? 0;
    if (part === 0) {
      out.set(upper, y * row);
      continue;
    }
    const lower = rows.at(second[y] ?? 0);
    for (let i = 0, to = y * row; i < row; i++, to++) {
      const above = upper[i] ?? 0;
      out[to] = above + ((lower[i] ?? 0) - above) * part;
    }
  }
  rows.wipe();
  return out;
}

/** For each pixel along one axis of the answer, the two pixels it lies between, and how much of the second. */
interface Samples {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Float64Array;
}

function scaled(side: number, size: number): Samples {
  const position = (i: number) => (i * side) / size;
  const first = Int32Array.from({ length: size }, (_, i) => Math.floor(position(i)));
  return {
    first,
    second: first.map((each) => Math.min(side - 1, each + 1)),
    share: Float64Array.from({ length: size }, (_, i) => position(i) - Math.floor(position(i))),
  };
}

/** Rows of the square, already scaled across. Each is wanted by up to two neighbouring rows of the answer. */
class ScaledRows {
  private readonly image: RgbImage;
  private readonly piece: Box;
  private readonly shift: { readonly x: number; readonly y: number };
  private readonly columns: Samples;
  /** One row of the square at its own size, black left and right of the piece. */
  private readonly line: Uint8Array;
  /** Half as wide as numbers are otherwise: the networks take no more, and memory is what this costs. */
  private readonly slots: readonly [Float32Array, Float32Array];
  private readonly held: [number, number] = [-1, -1];

  constructor(image: RgbImage, piece: Box, shift: { readonly x: number; readonly y: number }, columns: Samples) {
    this.image = image;
    this.piece = piece;
    this.shift = shift;
    this.columns = columns;
    this.line = new Uint8Array(3 * Math.max(piece.width, piece.height));
    const length = 3 * columns.first.length;
    this.slots = [new Float32Array(length), new Float32Array(length)];
  }

  /** Row `number` of the square. Valid until the row after the next is asked for. */
  at(number: number): Float32Array {
    const slot = (number & 1) === 0 ? 0 : 1;
    if (this.held[slot] !== number) {
      this.fill(this.slots[slot], number - this.shift.y);
      this.held[slot] = number;
    }
    return this.slots[slot];
  }

  wipe(): void {
    for (const each of [this.line, ...this.slots]) each.fill(0);
  }

  private fill(row: Float32Array, number: number): void {
    if (number < 0 || number >= this.piece.height) {
      row.fill(0);
      return;
    }
    const { line, piece } = this;
    const start = 3 * ((piece.y + number) * this.image.width + piece.x);
    line.set(this.image.data.subarray(start, start + 3 * piece.width), 3 * this.shift.x);
    const { first, second, share } = this.columns;
    // Spelled out by channel: this is most of what a frame costs outside the networks.
    for (let x = 0, to = 0; x < first.length; x++, to += 3) {
      const left = 3 * (first[x] ?? 0);
      const right = 3 * (second[x] ?? 0);
      const part = share[x] ?? 0;
      const red = line[left] ?? 0;
      const green = line[left + 1] ?? 0;
      const blue = line[left + 2] ?? 0;
      row[to] = red + ((line[right] ?? 0) - red) * part;
      row[to + 1] = green + ((line[right + 1] ?? 0) - green) * part;
      row[to + 2] = blue + ((line[right + 2] ?? 0) - blue) * part;
    }
  }
}
