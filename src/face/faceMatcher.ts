import type { Frame } from '../camera/camera.ts';
import type { ChipPhoto } from '../card/placedCard.ts';
import type { Result } from '../problem/result.ts';
import type { FaceGuidance, Telling } from './guidance.ts';
import type { LivenessEvidence } from './liveness/evidence.ts';
import type { ShownPart } from './shownPart.ts';

/** Which set of networks decides; see models/manifest.json. */
export type FaceProfile = 'standard' | 'embedded';

/** What one attempt came to. */
export type FaceOutcome =
  | {
      readonly kind: 'match';
      readonly score: number;
      readonly profile: FaceProfile;
      readonly liveness: LivenessEvidence;
    }
  | { readonly kind: 'no-match' }
  | { readonly kind: 'near-miss' }
  /** It matched, but was not shown to be a living face. To the patient the same as a miss: no word of suspicion. */
  | { readonly kind: 'not-live' }
  | { readonly kind: 'no-face' };

/** What the screen is told while an attempt runs. */
export interface FaceObserver {
  /** For showing, never for keeping: the picture is zeroed as soon as it has been looked at, or a newer one came. */
  frame(frame: Frame): void;
  guidance(guidance: FaceGuidance): void;
  /** How far the patient has been told what to do, where that is said aloud; absent where it is not. */
  telling?(): Telling;
  /** Which part of the picture the patient is shown at the moment, and led into; all of it where absent. */
  shown?(): ShownPart;
}

/** Port: compares the person before the camera with the photo on the card. Holds at most one reference at a time. */
export interface FaceMatcher {
  readonly profile: FaceProfile;
  /** Name of the recognition network, where it is a clinic's own. */
  readonly ownNetwork?: string | undefined;
  /** Decodes the chip photo, embeds its face and keeps the embedding as the reference. Zeroes the photo's bytes. */
  enrol(photo: ChipPhoto, signal: AbortSignal): Promise<Result<void>>;
  /** One attempt, at most some seconds long. Needs a reference. Never repeats itself: a retry is the patient's act. */
  attempt(observer: FaceObserver, signal: AbortSignal): Promise<Result<FaceOutcome>>;
  /** Drops and zeroes the reference and everything computed from frames. */
  forget(): Promise<void>;
  close(): Promise<void>;
}
