import { landmarkCount } from './convert/tfjs/landmarks.ts';
import type { Point } from './geometry.ts';

/** Five places in a face that every network here can tell. Left and right as in the picture. */
export interface FacePoints {
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly nose: Point;
  readonly mouthLeft: Point;
  readonly mouthRight: Point;
}

/** Of the 68 iBUG points: the corners of each eye, the tip of the nose, the corners of the mouth. */
const ibug = { leftEye: [36, 39], rightEye: [42, 45], nose: 30, mouthLeft: 48, mouthRight: 54 } as const;

/** The five points, from five or from 68. Throws where there are neither. */
export function facePointsOf(landmarks: readonly Point[]): FacePoints {
  const at = (index: number): Point => {
    const point = landmarks[index];
    if (!point) throw new Error(`${landmarks.length} landmarks are neither 5 nor 68`);
    return point;
  };
  if (landmarks.length === landmarkCount) {
    return {
      leftEye: midpoint(at(ibug.leftEye[0]), at(ibug.leftEye[1])),
      rightEye: midpoint(at(ibug.rightEye[0]), at(ibug.rightEye[1])),
      nose: at(ibug.nose),
      mouthLeft: at(ibug.mouthLeft),
      mouthRight: at(ibug.mouthRight),
    };
  }
  return { leftEye: at(0), rightEye: at(1), nose: at(2), mouthLeft: at(3), mouthRight: at(4) };
}

/** The middle between two points. */
export function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** Distance between the eyes, pixels: the measure that all others are taken in. */
export function eyeDistance({ leftEye, rightEye }: FacePoints): number {
  return Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y);
}
