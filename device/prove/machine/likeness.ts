import sharp from 'sharp';

/** Small enough that letters of another font and a blinking cursor do not count, large enough to tell screens apart. */
const grid = { width: 54, height: 96 } as const;

/**
 * How alike two pictures are, 0 to 1: the share of places whose brightness is about the same.
 *
 * @param one files or bytes of pictures, of any size
 */
export async function likeness(one: string | Buffer, other: string | Buffer): Promise<number> {
  const [left, right] = await Promise.all([brightness(one), brightness(other)]);
  const about = 24;
  let same = 0;
  for (const [place, value] of left.entries()) if (Math.abs(value - (right[place] ?? 0)) <= about) same += 1;
  return left.length === 0 ? 0 : same / left.length;
}

/** From which on a screen of the machine counts as the one that was expected. 受付完了 without its seal is 0.91. */
export const alike = 0.93;

async function brightness(picture: string | Buffer): Promise<Buffer> {
  return sharp(picture).removeAlpha().greyscale().resize(grid.width, grid.height, { fit: 'fill' }).raw().toBuffer();
}
