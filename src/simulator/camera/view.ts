import type { FaceGuidance } from '../../face/guidance.ts';
import type { RawPicture } from './rawPicture.ts';

/** What the camera looks at, as it is at a time; milliseconds since it came before the camera. */
export interface CameraView {
  picture(at: number): Promise<RawPicture>;
  /** Hears what the screen asks for. */
  obey(guidance: FaceGuidance, at: number): void;
}
