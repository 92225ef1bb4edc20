import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { loadPeople } from '../../../src/simulator/people.ts';

/** One person's photo and frames, as the kiosk gets them. */
export interface Sitter {
  readonly chip: Uint8Array;
  /** JPEG, 640×480, no two alike. */
  readonly frames: readonly Uint8Array[];
}

/** More people would only take longer. */
const mostSitters = 8;

/**
 * The fixture people before the camera; every frame with noise of its own, as a camera's frames have it, since the
 * kiosk does not look at the same frame twice.
 */
export async function sitters(root: string, frames: number): Promise<readonly Sitter[]> {
  const sitters: Sitter[] = [];
  for (const { id } of loadPeople(root)
    .filter(({ card }) => card.photo)
    .slice(0, mostSitters)) {
    const folder = join(root, 'fixtures', 'people', id);
    const pictures = readdirSync(folder).filter((name) => /^frame-\d+\.jpg$/.test(name));
    const noisy: Uint8Array[] = [];
    // One at a time: what is decoded at once would show in the memory that is measured afterwards.
    for (let at = 0; at < frames; at += 1) {
      noisy.push(await withNoise(join(folder, pictures[at % pictures.length] ?? '')));
    }
    sitters.push({ chip: readFileSync(join(folder, 'chip.jp2')), frames: noisy });
  }
  return sitters;
}

async function withNoise(file: string): Promise<Uint8Array> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const noisy = data.map((value) => Math.max(0, Math.min(255, value + Math.round((Math.random() - 0.5) * 6))));
  return sharp(noisy, { raw: { width, height, channels } }).jpeg({ quality: 84 }).toBuffer();
}
