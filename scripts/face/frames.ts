import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { loadPeople } from '../../src/simulator/people.ts';

/** One person's photo and frames, as the kiosk gets them. */
export interface Sitter {
  readonly chip: Uint8Array;
  /** JPEG, 640×480, no two alike. */
  readonly frames: readonly Uint8Array[];
}

const framesEach = 6;

/**
 * The fixture people before the camera; every frame with noise of its own, as a camera's frames have it, since the
 * kiosk does not look at the same frame twice.
 */
export async function sitters(root: string, frames: number): Promise<readonly Sitter[]> {
  const people = loadPeople(root).filter(({ card }) => card.photo);
  return Promise.all(
    people.map(async ({ id }) => {
      const folder = join(root, 'fixtures', 'people', id);
      const pictures = Array.from({ length: frames }, (_, at) => join(folder, `frame-${(at % framesEach) + 1}.jpg`));
      return { chip: readFileSync(join(folder, 'chip.jp2')), frames: await Promise.all(pictures.map(withNoise)) };
    }),
  );
}

async function withNoise(file: string): Promise<Uint8Array> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const noisy = data.map((value) => Math.max(0, Math.min(255, value + Math.round((Math.random() - 0.5) * 6))));
  return sharp(noisy, { raw: { width, height, channels } }).jpeg({ quality: 84 }).toBuffer();
}
