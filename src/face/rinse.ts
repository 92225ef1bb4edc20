import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import { decodePicture } from './decodePicture.ts';
import type { FaceNetworks, FoundFace } from './networks/faceNetworks.ts';

/** The last face that was worked on, as far as it says which memory was used. */
export interface LastWork {
  readonly width: number;
  readonly height: number;
  readonly face: FoundFace;
}

/** Threads on which Node decodes pictures, each with memory of its own. */
const decoders = Math.max(4, availableParallelism());

/**
 * Zeroing our own arrays leaves what the libraries below hold: a network keeps the last values that went through it,
 * freed blocks keep what was in them, until something else comes there. So the same work is done once more on a picture
 * of nothing. tests/face/privacy_after_visit.test.ts searches the memory of the process for what this is to take away.
 */
export async function rinse(networks: FaceNetworks, { width, height, face }: LastWork): Promise<void> {
  const nothing = await sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();
  await Promise.all(Array.from({ length: decoders }, () => decodePicture(nothing)));
  const image = { width, height, data: new Uint8Array(3 * width * height).fill(128) };
  await networks.find(image, 'live');
  await networks.livenessOf?.(image, face);
  await networks.embed(image, face);
}
