import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Scan } from './identity.ts';
import { seededRandom } from './random.ts';
import type { Picture } from './render.ts';

/** What the kiosk's camera gives, and what fits on a chip; pixels. */
export const cameraSize = { width: 640, height: 480 } as const;
export const chipSize = { width: 240, height: 320 } as const;

/** A webcam's sensor guesses two of three colours of each pixel: this much of a frame's size is really seen. */
export const seenSize = { width: 480, height: 360 } as const;

/** Compression at which a 240×320 grey photo comes to about 15 KB, the size found on chips. */
const chipRatio = 5;

/** A picture of {@link seenSize} as a webcam gives it: a little soft, a little noisy, JPEG of {@link cameraSize}. */
export async function asCameraFrame({ width, height, data }: Picture, seed: number): Promise<Buffer> {
  const random = seededRandom(seed);
  const full = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(cameraSize.width, cameraSize.height, { kernel: 'lanczos3' })
    .raw()
    .toBuffer();
  const noisy = Buffer.from(full.map((value) => Math.max(0, Math.min(255, value + (random() + random() - 1) * 9))));
  return sharp(noisy, { raw: { ...cameraSize, channels: 3 } })
    .blur(0.5)
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** A photo that came to the issuer on paper. */
export async function asScan({ width, height, data }: Picture, { soft, gamma }: Scan): Promise<Picture> {
  const tone = Array.from({ length: 256 }, (_, value) => Math.round(255 * (value / 255) ** gamma));
  const toned = Buffer.from(data.map((value) => tone[value] ?? value));
  return {
    width,
    height,
    data: await sharp(toned, { raw: { width, height, channels: 3 } })
      .blur(soft)
      .raw()
      .toBuffer(),
  };
}

/** A picture as it lies on a chip: grey, JPEG 2000 in its JP2 container, made by OpenJPEG's own program. */
export async function asChipPhoto({ width, height, data }: Picture): Promise<Buffer> {
  const grey = await sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-chip-'));
  try {
    const [input, output] = [join(folder, 'photo.pgm'), join(folder, 'photo.jp2')];
    writeFileSync(input, Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]));
    execFileSync('opj_compress', ['-i', input, '-o', output, '-r', String(chipRatio)], { stdio: 'ignore' });
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
