import { type FacePoints, midpoint } from '../facePoints.ts';

/** Where the head points, degrees; 0, 0, 0 looks straight into the camera. */
export interface Pose {
  /** Positive when turned to the person's own left, which is the picture's right. */
  readonly yaw: number;
  /** Positive when looking down. Coarse: noses differ by more than ten degrees, hence the wide limit. */
  readonly pitch: number;
  /** Positive when the head leans to the picture's right. */
  readonly roll: number;
}

/** Beyond these the head points elsewhere. A network that recognises faces has seen few such. */
export const poseLimits = { yaw: 18, pitch: 35, roll: 20 } as const;

/** How far the nose stands before the line of the eyes, in eye distances. */
const noseRelief = 0.62;
/** Where between eyes (0) and mouth (1) the nose ends when looking straight, and how far a degree of pitch moves it. */
const noseHeight = { straight: 0.56, perDegree: 0.0075 } as const;

/**
 * Reads the pose off where the nose lies on the cross of eye line and face axis. A flat picture keeps that place
 * however it is turned, tilted or brought near (it is the same under every affine map): what moves it has relief.
 */
export function poseOf(points: FacePoints): Pose {
  const { leftEye, rightEye, nose } = points;
  const eyes = midpoint(leftEye, rightEye);
  const mouth = midpoint(points.mouthLeft, points.mouthRight);
  const line = { x: rightEye.x - leftEye.x, y: rightEye.y - leftEye.y };
  const axis = { x: mouth.x - eyes.x, y: mouth.y - eyes.y };
  const tip = { x: nose.x - eyes.x, y: nose.y - eyes.y };
  const area = line.x * axis.y - line.y * axis.x;
  const across = (tip.x * axis.y - tip.y * axis.x) / area;
  const down = (line.x * tip.y - line.y * tip.x) / area;
  return {
    yaw: degrees(Math.atan(across / noseRelief)),
    pitch: (down - noseHeight.straight) / noseHeight.perDegree,
    roll: degrees(Math.atan2(line.y, line.x)),
  };
}

/** Whether the head points elsewhere. */
export function looksAway({ yaw, pitch, roll }: Pose): boolean {
  return Math.abs(yaw) > poseLimits.yaw || Math.abs(pitch) > poseLimits.pitch || Math.abs(roll) > poseLimits.roll;
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
