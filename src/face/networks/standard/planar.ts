interface Size {
  readonly width: number;
  readonly height: number;
}

interface Planes {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/**
 * Interleaved RGB as the networks of this profile want it: blue, green and red planes one after the other, 0 to 255,
 * black beyond the picture.
 *
 * @param planar where they go, all zero before
 */
export function toPlanarBgr(
  pixels: Uint8Array,
  size: Size,
  padded: Size = size,
  planar: Float32Array = new Float32Array(3 * padded.width * padded.height),
): Float32Array {
  const plane = padded.width * padded.height;
  // Views of their own for each plane: offsets into one array would be added a million times a frame.
  const [blue, green, red] = [0, 1, 2].map((at) => planar.subarray(at * plane, (at + 1) * plane));
  if (!blue || !green || !red) throw new Error('a picture has three planes');
  const inWords = pixels.byteOffset % 4 === 0 && size.width % 4 === 0;
  (inWords ? spreadWords : spreadBytes)(pixels, size, padded.width, { red, green, blue });
  return planar;
}

/** Four pixels at a time, read as three words: this is most of what a frame costs outside the networks. */
function spreadWords(pixels: Uint8Array, { width, height }: Size, stride: number, { red, green, blue }: Planes): void {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, (3 * width * height) / 4);
  for (let y = 0, from = 0; y < height; y++) {
    for (let to = y * stride; to < y * stride + width; to += 4, from += 3) {
      // Little-endian, as every processor here is: RGBR, GBRG, BRGB from the lowest byte up.
      const first = words[from] ?? 0;
      const second = words[from + 1] ?? 0;
      const third = words[from + 2] ?? 0;
      red[to] = first & 0xff;
      green[to] = (first >>> 8) & 0xff;
      blue[to] = (first >>> 16) & 0xff;
      red[to + 1] = first >>> 24;
      green[to + 1] = second & 0xff;
      blue[to + 1] = (second >>> 8) & 0xff;
      red[to + 2] = (second >>> 16) & 0xff;
      green[to + 2] = second >>> 24;
      blue[to + 2] = third & 0xff;
      red[to + 3] = (third >>> 8) & 0xff;
      green[to + 3] = (third >>> 16) & 0xff;
      blue[to + 3] = third >>> 24;
    }
  }
}

function spreadBytes(pixels: Uint8Array, { width, height }: Size, stride: number, { red, green, blue }: Planes): void {
  for (let y = 0, from = 0; y < height; y++) {
    for (let to = y * stride; to < y * stride + width; to++, from += 3) {
      red[to] = pixels[from] ?? 0;
      green[to] = pixels[from + 1] ?? 0;
      blue[to] = pixels[from + 2] ?? 0;
    }
  }
}
