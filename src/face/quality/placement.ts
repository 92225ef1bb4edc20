import type { Box } from '../geometry.ts';
import type { FaceGuidance } from '../guidance.ts';
import type { ShownPart } from '../shownPart.ts';

/**
 * Where the middle of a face is in the picture, as the patient has it: `x` from -1 at their own left to 1 at their right,
 * `y` from -1 at the top to 1 at the bottom; 0, 0 is the middle.
 */
export interface Placement {
  readonly x: number;
  readonly y: number;
}

/** So far from the middle a face need not be led: it is whole, and nobody stands as if painted. */
export const placedWithin = { x: 0.35, up: 0.45, down: 0.4 } as const;

/** The patient's own left is the right of a picture that is not mirrored. */
export function placementOf(box: Box, picture: { readonly width: number; readonly height: number }): Placement {
  return {
    x: 1 - (2 * (box.x + box.width / 2)) / picture.width,
    y: (2 * (box.y + box.height / 2)) / picture.height - 1,
  };
}

/** The same in the part of the picture that the patient is shown, which has its own middle, top and bottom. */
export function placedIn({ top, height }: ShownPart, { x, y }: Placement): Placement {
  return { x, y: (y + 1 - 2 * top) / height - 1 };
}

/** Which way a face must go to stand in the middle, the longer way first; undefined where it stands well. */
export function directionFor({ x, y }: Placement): FaceGuidance | undefined {
  const beside = Math.abs(x) / placedWithin.x;
  const above = y < 0 ? -y / placedWithin.up : y / placedWithin.down;
  if (Math.max(beside, above) <= 1) return undefined;
  if (beside >= above) return x < 0 ? 'move-right' : 'move-left';
  return y < 0 ? 'move-down' : 'move-up';
}
