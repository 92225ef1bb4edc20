import sharp from 'sharp';

/** What a webcam gives. */
export const frameSize = { width: 640, height: 480 } as const;
const jpegQuality = 85;

/** A decoded picture: red, green, blue in turn, row after row. */
export interface RawPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Decodes a picture file and cuts it to the size of a camera frame. */
export async function loadFrame(file: string | Uint8Array): Promise<RawPicture> {
  const { data } = await sharp(file)
    .resize({ ...frameSize, fit: 'cover' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...frameSize, data };
}

/** The picture as the camera sends it. */
export function asJpeg({ data, width, height }: RawPicture): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: jpegQuality })
    .toBuffer();
}

/** A picture of one colour. */
export function blank(value: number): RawPicture {
  return { ...frameSize, data: new Uint8Array(3 * frameSize.width * frameSize.height).fill(value) };
}
