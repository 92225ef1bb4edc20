import { readFile } from 'node:fs/promises';
import { photograph } from '../../camera/pictureLimits.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { decodePicture } from '../decodePicture.ts';
import type { FaceNetworks, PictureKind } from '../networks/faceNetworks.ts';
import { asChipPhoto } from './chipPhoto.ts';
import { subjectOf } from './subject.ts';

/** A picture to be embedded: as it is, or turned into a stand-in for the photo on a chip first. */
export interface PictureTask {
  readonly file: string;
  readonly as: 'frame' | 'chip';
}

/** Milliseconds that each stage took. */
export interface StageTimes {
  readonly decode: number;
  readonly find: number;
  readonly embed: number;
}

/** What became of one picture. */
export interface EmbeddedPicture {
  /** Undefined where no face was found. */
  readonly embedding: Float32Array | undefined;
  readonly ms: StageTimes;
}

/** Reads a picture and embeds the face it is about. U-212 names the file that cannot be read or decoded. */
export async function embedPicture(networks: FaceNetworks, task: PictureTask): Promise<Result<EmbeddedPicture>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(task.file);
  } catch (error) {
    return failed('U-212', error instanceof Error ? error.message : String(error));
  }
  if (task.as === 'frame') return embedBytes(networks, task.file, bytes, 'live');
  const photo = await chipPhotoFrom(networks, task.file, bytes);
  if (!photo.ok) return photo;
  if (!photo.value) return ok({ embedding: undefined, ms: { decode: 0, find: 0, embed: 0 } });
  return embedBytes(networks, task.file, photo.value, 'photo');
}

async function embedBytes(
  networks: FaceNetworks,
  file: string,
  bytes: Uint8Array,
  kind: PictureKind,
): Promise<Result<EmbeddedPicture>> {
  const started = performance.now();
  const decoded = await decodePicture(bytes, photograph);
  bytes.fill(0);
  if (!decoded.ok) return failed('U-212', `${file}: ${decoded.problem.detail ?? ''}`);
  const image = decoded.value;
  const afterDecode = performance.now();
  try {
    const face = subjectOf(image, await networks.find(image, kind));
    const afterFind = performance.now();
    const embedding = face && (await networks.embed(image, face));
    const ms = {
      decode: afterDecode - started,
      find: afterFind - afterDecode,
      embed: performance.now() - afterFind,
    };
    return ok({ embedding, ms });
  } finally {
    image.data.fill(0);
  }
}

/** Undefined where there is no face to cut the photo around. */
async function chipPhotoFrom(
  networks: FaceNetworks,
  file: string,
  bytes: Uint8Array,
): Promise<Result<Uint8Array | undefined>> {
  const decoded = await decodePicture(bytes, photograph);
  bytes.fill(0);
  if (!decoded.ok) return failed('U-212', `${file}: ${decoded.problem.detail ?? ''}`);
  const image = decoded.value;
  try {
    const face = subjectOf(image, await networks.find(image, 'live'));
    return ok(face && (await asChipPhoto(image, face.box)));
  } finally {
    image.data.fill(0);
  }
}
