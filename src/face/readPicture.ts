import { isBlack, isDark, type RgbImage } from './image.ts';
import type { FaceNetworks, FoundFace } from './networks/faceNetworks.ts';
import { flawOf } from './quality/flaw.ts';
import { type FaceMeasures, measureFace } from './quality/measures.ts';

/** A face at least this wide, as a share of the widest, stands at the kiosk too; smaller ones wait behind. */
const companionWidth = 0.6;

/** What a picture shows, before it is compared with anybody. */
export type Reading =
  /** Black. */
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'no-face' }
  /** No face, and hardly any light to find one by. */
  | { readonly kind: 'dark' }
  /** Several faces about equally near: nobody can say whose card it is. */
  | { readonly kind: 'several' }
  | {
      readonly kind: 'face';
      readonly face: FoundFace;
      readonly measures: FaceMeasures;
      /** How much it looks like a living face, 0 to 1; null where the profile cannot tell, or the face is not fit. */
      readonly passive: number | null;
    };

/** Finds and measures the nearest face of a live picture. */
export async function readPicture(networks: FaceNetworks, image: RgbImage): Promise<Reading> {
  if (isBlack(image)) return { kind: 'no-picture' };
  const faces = await networks.find(image, 'live');
  const [face] = faces;
  if (!face) return { kind: isDark(image) ? 'dark' : 'no-face' };
  if (hasCompany(face, faces)) return { kind: 'several' };
  const measures = measureFace(image, face);
  // A face that will not be judged needs no opinion on whether it lives.
  const passive = flawOf(measures) ? null : ((await networks.livenessOf?.(image, face)) ?? null);
  return { kind: 'face', face, measures, passive };
}

function hasCompany(nearest: FoundFace, faces: readonly FoundFace[]): boolean {
  return faces.some((face) => face !== nearest && face.box.width >= companionWidth * nearest.box.width);
}
