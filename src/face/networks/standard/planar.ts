/**
 * Interleaved RGB as the networks of this profile want it: blue, green and red planes one after the other, 0 to 255,
 * black beyond the picture.
 */
export function toPlanarBgr(
  pixels: Uint8Array | Float32Array,
  size: { readonly width: number; readonly height: number },
  padded: { readonly width: number; readonly height: number } = size,
): Float32Array {
  const plane = padded.width * padded.height;
  const planar = new Float32Array(3 * plane);
  for (let y = 0, from = 0; y < size.height; y++) {
    for (let to = y * padded.width, end = to + size.width; to < end; to++) {
      planar[2 * plane + to] = pixels[from++] ?? 0;
      planar[plane + to] = pixels[from++] ?? 0;
      planar[to] = pixels[from++] ?? 0;
    }
  }
  return planar;
}
