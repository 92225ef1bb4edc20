import { isCovered } from './covering.ts';
import { isBadLight } from './light.ts';
import type { FaceMeasures } from './measures.ts';
import { looksAway } from './pose.ts';
import { leastSharpness } from './sharpness.ts';

/** Why a face in a picture cannot be judged. */
export type FaceFlaw = 'too-far' | 'too-near' | 'covered' | 'looks-away' | 'bad-light' | 'blurred';

/** Height of a face that can be judged, as a share of the picture's height. */
export const judgedShare = { least: 0.2, most: 0.85 } as const;

/** The first thing that keeps a face from being judged, in the order in which the patient can best mend them. */
export function flawOf({ share, pose, sharpness, light, covering }: FaceMeasures): FaceFlaw | undefined {
  if (share < judgedShare.least) return 'too-far';
  if (share > judgedShare.most) return 'too-near';
  if (isBadLight(light)) return 'bad-light';
  if (looksAway(pose)) return 'looks-away';
  if (isCovered(covering)) return 'covered';
  return sharpness < leastSharpness ? 'blurred' : undefined;
}
