import type { Result } from '../problem/result.ts';
import type { FaceProfile } from './faceMatcher.ts';

/** What one frame of the camera shows, beside the reference. */
export type Look =
  /** Black, or no picture at all. */
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'no-face' }
  /** Several faces about equally near: nobody can say whose card it is. */
  | { readonly kind: 'several' }
  | {
      readonly kind: 'face';
      /** Height of the face as a share of the picture's height. */
      readonly share: number;
      /** On the profile's own scale. */
      readonly score: number;
    };

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
