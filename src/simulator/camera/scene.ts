import type { FaceGuidance } from '../../face/guidance.ts';
import type { ScriptStep } from './acts.ts';
import type { ScriptName } from './scripts.ts';

/**
 * What may be held before the camera instead of a face: a print, a tablet with a photo, a print with holes where
 * somebody else's eyes look through, a tablet that plays a recording of the person turning both ways.
 */
export const spoofKinds = ['paper', 'tablet', 'cut-out', 'video'] as const;
export type SpoofKind = (typeof spoofKinds)[number];

/**
 * Where a head is in the picture, as the patient has it: `x` from -1 at their own left to 1 at their right, `y` from -1 at
 * the top to 1 at the bottom; `size` is the height of the face as a share of the picture's, 0 to 1.
 */
export interface HeadPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Where it is turned, from now on only as it is put; absent where the person does what the screen asks. */
  readonly turn?: HeadTurn | undefined;
}

/** The patient's own side. */
export const headTurns = ['left', 'right', 'straight'] as const;
export type HeadTurn = (typeof headTurns)[number];

/** What stands before the camera: a person, a picture file (absolute path), somebody holding up a picture, nobody. */
export type CameraScene =
  | {
      readonly person: string;
      readonly script?: ScriptName | readonly ScriptStep[] | undefined;
      readonly at?: HeadPlace | undefined;
    }
  | { readonly image: string }
  | { readonly spoof: string; readonly as?: SpoofKind | undefined }
  | { readonly none: true };

/** The camera whose view the dock chooses. */
export interface SceneCamera {
  show(scene: CameraScene): void;
  scene(): CameraScene;
  /** What the patient screen asks for: played people do it, and so, as well as they can, do those who hold something up. */
  obey(guidance: FaceGuidance): void;
}
