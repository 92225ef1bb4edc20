import { eyeDistance, facePointsOf, midpoint } from '../facePoints.ts';
import type { Point } from '../geometry.ts';
import type { RgbImage } from '../image.ts';
import type { FoundFace } from '../networks/faceNetworks.ts';
import { type Covering, coveringOf } from './covering.ts';
import { faceChipOf } from './faceChip.ts';
import { type Light, lightOn } from './light.ts';
import { type Placement, placementOf } from './placement.ts';
import { type Pose, poseOf } from './pose.ts';
import { sharpnessOf } from './sharpness.ts';

/** Everything about one face in one picture that decides whether it may be judged. Statistics only: nothing to hide. */
export interface FaceMeasures {
  /** Height of the face as a share of the picture's height. */
  readonly share: number;
  readonly pose: Pose;
  readonly sharpness: number;
  readonly light: Light;
  readonly covering: Covering;
  /** Where in the picture the face is. */
  readonly placement: Placement;
  /** Middle between the eyes, pixels. */
  readonly place: Point;
  /** Between the eyes, pixels. */
  readonly eyeDistance: number;
}

/** Measures a face that was found in this picture. */
export function measureFace(image: RgbImage, face: FoundFace): FaceMeasures {
  const points = facePointsOf(face.landmarks);
  const chip = faceChipOf(image, points);
  const measures: FaceMeasures = {
    share: face.box.height / image.height,
    placement: placementOf(face.box, image),
    pose: poseOf(points),
    sharpness: sharpnessOf(chip),
    light: lightOn(chip),
    covering: coveringOf(chip),
    place: midpoint(points.leftEye, points.rightEye),
    eyeDistance: eyeDistance(points),
  };
  chip.fill(0);
  return measures;
}
