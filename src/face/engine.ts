import type { Result } from '../problem/result.ts';
import type { FaceProfile } from './faceMatcher.ts';
import type { FaceMeasures } from './quality/measures.ts';

/** What one frame of the camera shows, beside the reference. Statistics only: pixels and embeddings stay in the engine. */
export type Look =
  /** Black, or no picture at all. */
  | { readonly kind: 'no-picture' }
  /** This very picture, or this very face pixel for pixel, was looked at before: no camera does that to a living face. */
  | { readonly kind: 'seen-before' }
  | { readonly kind: 'no-face' }
  /** No face, and hardly any light to find one by. */
  | { readonly kind: 'dark' }
  /** Several faces about equally near: nobody can say whose card it is. */
  | { readonly kind: 'several' }
  | FaceLook;

export interface FaceLook {
  readonly kind: 'face';
  /** Likeness to the reference, on the profile's own scale. */
  readonly score: number;
  /** Which face this is: another number as soon as another face has taken its place. */
  readonly track: number;
  readonly measures: FaceMeasures;
  /** How much it looks like a living face, 0 to 1; null where the profile cannot tell, or the face is not fit. */
  readonly passive: number | null;
}

/**
 * Compares frames with one reference face. Calls are worked off in the order they were made, so that a {@link forget}
 * covers everything asked before it.
 */
export interface FaceEngine {
  readonly profile: FaceProfile;
  /** Makes the face of a chip photo the reference. Zeroes `photo`, whatever happens. U-212 no usable face; U-214. */
  enrol(photo: Uint8Array): Promise<Result<void>>;
  /** Looks at one frame, a JPEG, and leaves its bytes alone. U-214 also where there is no reference. */
  look(jpeg: Uint8Array): Promise<Result<Look>>;
  /** Zeroes the reference; nothing of any frame is left either. */
  forget(): Promise<void>;
  close(): Promise<void>;
}
