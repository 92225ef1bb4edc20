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
 * @returns `size` × `size` × RGB, 0 to 255
 */
export function squareOf(image: RgbImage, piece: Box, size: number, placing: Placing): Float32Array {
  const side = Math.max(piece.width, piece.height);
  const shift = shiftInSquare(piece, placing);
  const ratio = side / size;
  const out = new Float32Array(3 * size * size);
  const columns = Array.from({ length: size }, (_, i) => sampleAt(i * ratio, side));
  const rows = new RowCache(image, piece, shift, columns);
  for (let y = 0, to = 0; y < size; y++) {
    const { first, second, share } = sampleAt(y * ratio, side);
    const [upper, lower] = [rows.at(first), rows.at(second)];
    for (let i = 0; i < 3 * size; i++, to++) {
      const above = upper[i] ?? 0;
      out[to] = above + ((lower[i] ?? 0) - above) * share;
    }
  }
  rows.wipe();
  return out;
}

interface Sample {
  readonly first: number;
  readonly second: number;
  /** How much of the second. */
  readonly share: number;
}

function sampleAt(position: number, side: number): Sample {
  const first = Math.floor(position);
  return { first, second: Math.min(side - 1, first + 1), share: position - first };
}

/** Rows of the square, already scaled across. Each is wanted by up to two neighbouring rows of the answer. */
class RowCache {
  private readonly image: RgbImage;
  private readonly piece: Box;
  private readonly shift: { readonly x: number; readonly y: number };
  private readonly columns: readonly Sample[];
  private readonly slots: [Float64Array, Float64Array];
  private readonly held: [number, number] = [-1, -1];

  constructor(image: RgbImage, piece: Box, shift: { x: number; y: number }, columns: readonly Sample[]) {
    this.image = image;
    this.piece = piece;
    this.shift = shift;
    this.columns = columns;
    this.slots = [new Float64Array(3 * columns.length), new Float64Array(3 * columns.length)];
  }

  /** Row `line` of the square. Valid until the row after the next is asked for. */
  at(line: number): Float64Array {
    const slot = (line & 1) === 0 ? 0 : 1;
    if (this.held[slot] !== line) {
      this.fill(this.slots[slot], line - this.shift.y);
      this.held[slot] = line;
    }
    return this.slots[slot];
  }

  wipe(): void {
    for (const slot of this.slots) slot.fill(0);
  }

  private fill(row: Float64Array, line: number): void {
    if (line < 0 || line >= this.piece.height) {
      row.fill(0);
      return;
    }
    const { data, width } = this.image;
    const start = (this.piece.y + line) * width + this.piece.x;
    let to = 0;
    for (const { first, second, share } of this.columns) {
      const [left, right] = [first - this.shift.x, second - this.shift.x];
      const hasLeft = left >= 0 && left < this.piece.width;
      const hasRight = right >= 0 && right < this.piece.width;
      for (let channel = 0; channel < 3; channel++) {
        const a = hasLeft ? (data[3 * (start + left) + channel] ?? 0) : 0;
        const b = hasRight ? (data[3 * (start + right) + channel] ?? 0) : 0;
        row[to++] = a + (b - a) * share;
      }
    }
  }
}
