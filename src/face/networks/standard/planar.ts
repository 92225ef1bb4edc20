/**
 * Interleaved RGB as the networks of this profile want it: blue, green and red planes one after the other, 0 to 255,
 * black beyond the picture.
 *
 * @param planar where they go, all zero before
 */
export function toPlanarBgr(
  pixels: Uint8Array,
  size: { readonly width: number; readonly height: number },
  padded: { readonly width: number; readonly height: number } = size,
  planar: Float32Array = new Float32Array(3 * padded.width * padded.height),
): Float32Array {
  const plane = padded.width * padded.height;
  // Views of their own for each plane: offsets into one array would be added a million times a frame.
  const [blue, green, red] = [0, 1, 2].map((at) => planar.subarray(at * plane, (at + 1) * plane));
  if (!blue || !green || !red) throw new Error('a picture has three planes');
  for (let y = 0, from = 0; y < size.height; y++) {
    const row = y * padded.width;
    for (let to = row; to < row + size.width; to++, from += 3) {
      red[to] = pixels[from] ?? 0;
      green[to] = pixels[from + 1] ?? 0;
      blue[to] = pixels[from + 2] ?? 0;
    }
  }
  return planar;
}
