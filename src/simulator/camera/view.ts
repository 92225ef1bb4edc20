import type { FaceGuidance } from '../../face/guidance.ts';
import type { RawPicture } from './rawPicture.ts';
import type { HeadPlace } from './scene.ts';

/** What the camera looks at, as it is at a time; milliseconds since it came before the camera. */
export interface CameraView {
  picture(at: number): Promise<RawPicture>;
  /** Puts the head elsewhere at a time; absent where there is none to move. */
  move?(head: HeadPlace, at: number): void;
  /** Hears what the screen asks for. */
  obey(guidance: FaceGuidance, at: number): void;
}
