import { photograph } from '../camera/pictureLimits.ts';
import { ok, type Result } from '../problem/result.ts';
import { decodePicture } from './decodePicture.ts';
import type { FaceProfile } from './faceMatcher.ts';
import type { RgbImage } from './image.ts';
import type { FaceNetworks, PictureKind } from './networks/faceNetworks.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What comparing a chip photo with a frame came to. */
export interface Comparison {
  readonly profile: FaceProfile;
  /** On the profile's own scale; null where one of the faces was not found. */
  readonly score: number | null;
  /** Where a match begins. */
  readonly threshold: number;
  readonly verdict: Verdict | 'not-detected';
  readonly detected: { readonly chip: boolean; readonly frame: boolean };
  /** Both pictures decoded, searched and embedded, milliseconds; without loading the networks. */
  readonly ms: number;
}

/** Compares two pictures (JPEG, PNG, JPEG 2000), the first taken as a chip photo. U-212 where one cannot be decoded. */
export async function comparePictures(
  networks: FaceNetworks,
  chip: Uint8Array,
  frame: Uint8Array,
): Promise<Result<Comparison>> {
  const started = performance.now();
  const chipFace = await embeddingIn(networks, chip, 'photo');
  if (!chipFace.ok) return chipFace;
  const frameFace = await embeddingIn(networks, frame, 'live');
  if (!frameFace.ok) return frameFace;
  const [a, b] = [chipFace.value, frameFace.value];
  const score = a && b ? networks.score(a, b) : null;
  a?.fill(0);
  b?.fill(0);
  const { scale } = networks;
  return ok({
    profile: networks.profile,
    score,
    threshold: scale.accept.at,
    verdict: score === null ? 'not-detected' : verdictOf(score, scale),
    detected: { chip: a !== undefined, frame: b !== undefined },
    ms: performance.now() - started,
  });
}

/** The embedding of the largest face in a picture; undefined where there is none. */
async function embeddingIn(
  networks: FaceNetworks,
  picture: Uint8Array,
  kind: PictureKind,
): Promise<Result<Float32Array | undefined>> {
  const decoded = await decodePicture(picture, photograph);
  if (!decoded.ok) return decoded;
  const image: RgbImage = decoded.value;
  try {
    const [face] = await networks.find(image, kind);
    return ok(face && (await networks.embed(image, face)));
  } finally {
    image.data.fill(0);
  }
}
