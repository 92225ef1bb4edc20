/** One channel, 8 bits, row after row. Whoever holds it zeroes `data` when done: it shows somebody's card. */
export interface GreyImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The tone at a place between pixels (bilinear); outside the picture that of its border. */
export function toneAt({ data, width, height }: GreyImage, x: number, y: number): number {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)));
  const fx = Math.min(1, Math.max(0, x - left));
  const fy = Math.min(1, Math.max(0, y - top));
  const at = top * width + left;
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  const lower = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** Each block of `factor` × `factor` pixels becomes their mean; what is left over at right and bottom is dropped. */
export function shrunk({ data, width, height }: GreyImage, factor: number): GreyImage {
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const small = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let y = row * factor; y < (row + 1) * factor; y++) {
        const from = y * width + column * factor;
        for (let at = from; at < from + factor; at++) sum += data[at] ?? 0;
      }
      small[row * columns + column] = sum / (factor * factor);
    }
  }
  return { data: small, width: columns, height: rows };
}
