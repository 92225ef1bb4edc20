import type { FaceGuidance } from '../../face/guidance.ts';
import type { ScriptStep } from './acts.ts';
import type { ScriptName } from './scripts.ts';

/**
 * What may be held before the camera instead of a face: a print, a tablet with a photo, a print with holes where
 * somebody else's eyes look through, a tablet that plays a recording of the person turning both ways.
 */
export const spoofKinds = ['paper', 'tablet', 'cut-out', 'video'] as const;
export type SpoofKind = (typeof spoofKinds)[number];

/** What stands before the camera: a person, a picture file (absolute path), somebody holding up a picture, nobody. */
export type CameraScene =
  | { readonly person: string; readonly script?: ScriptName | readonly ScriptStep[] | undefined }
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
