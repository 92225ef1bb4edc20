import type { FaceProfile } from '../faceMatcher.ts';
import type { Point, Scored } from '../geometry.ts';
import type { RgbImage } from '../image.ts';
import type { ScoreScale } from '../models/manifest.ts';

/** A face in a picture, and the points by which it is aligned. */
export interface FoundFace extends Scored {
  readonly landmarks: readonly Point[];
}

/** A chip photo is one cropped face; before a live camera anything may happen. */
export type PictureKind = 'photo' | 'live';

/** What a profile can do: find faces, and put one into numbers that can be compared. */
export interface FaceNetworks {
  readonly profile: FaceProfile;
  /** The faces in a picture, the largest first. */
  find(image: RgbImage, kind: PictureKind): Promise<readonly FoundFace[]>;
  /** The embedding of a face that was found in this picture. Biometric data: whoever holds it zeroes it. */
  embed(image: RgbImage, face: FoundFace): Promise<Float32Array>;
  /** What its scores mean. */
  readonly scale: ScoreScale;
  /** How alike two embeddings are, on that scale. */
  score(a: Float32Array, b: Float32Array): number;
  /** How much a face looks like a living one, 0 to 1; undefined where the profile has no network for it. */
  readonly livenessOf: ((image: RgbImage, face: FoundFace) => Promise<number>) | undefined;
  close(): Promise<void>;
}
