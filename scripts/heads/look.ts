import type { Rgb } from './colour.ts';
import { seededRandom } from './random.ts';
import { clamp } from './shapes.ts';

export type Vector = readonly [number, number, number];

/** What changes from one picture of a person to the next. Angles in radians. */
export interface Look {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Direction towards the main light. */
  readonly light: Vector;
  readonly ambient: number;
  readonly exposure: number;
  /** Positive is warmer. */
  readonly warmth: number;
  /** 0 at rest, 1 a broad smile. */
  readonly smile: number;
  /** How wide the eyes are open, 1 at rest. */
  readonly eyesOpen: number;
  readonly gaze: readonly [number, number];
  /** Where the head stands, as a share of the picture, and how near it is. */
  readonly offset: readonly [number, number];
  readonly nearness: number;
  readonly behind: Rgb | Backdrop;
  /** Whether nose and mouth are behind a surgical mask. */
  readonly mask?: boolean;
}

/** The waiting room, as it is or with the back of the patient's own wheelchair before it. */
export type Backdrop = 'room' | 'wheelchair';

/** How one looks into the photo booth: straight, at rest, before plain grey. */
export const idPhoto: Look = {
  yaw: 0,
  pitch: 0,
  roll: 0,
  light: [0.25, 0.45, 1],
  ambient: 0.5,
  exposure: 1,
  warmth: 0,
  smile: 0,
  eyesOpen: 1,
  gaze: [0, 0],
  offset: [0, 0],
  nearness: 1,
  behind: [214, 216, 218],
};

/** The same in a booth of its own: lamps, lens and posture differ a little from one to the next. */
export function boothLook(seed: number): Look {
  const random = seededRandom(seed * 19 + 7);
  const around = (amount: number): number => (random() * 2 - 1) * amount;
  return {
    ...idPhoto,
    yaw: around(0.06),
    pitch: around(0.07),
    roll: around(0.03),
    light: [0.25 + around(0.55), 0.45 + around(0.3), 1],
    ambient: 0.5 + around(0.1),
    exposure: 1 + around(0.1),
    smile: clamp(around(0.25)),
    eyesOpen: 1 + around(0.12),
  };
}

/** How one looks into the kiosk: not quite still, not quite straight, lit by whatever lamps are there. */
export function liveLook(seed: number): Look {
  const random = seededRandom(seed * 13 + 5);
  const around = (amount: number): number => (random() * 2 - 1) * amount;
  return {
    yaw: around(0.1),
    pitch: around(0.05),
    roll: around(0.045),
    light: [0.2 + around(0.35), 0.4 + around(0.15), 1],
    ambient: 0.45 + around(0.04),
    exposure: 1 + around(0.06),
    warmth: 0.03 + around(0.03),
    smile: clamp(0.15 + around(0.25)),
    eyesOpen: 1 + around(0.08),
    gaze: [around(0.12), around(0.06)],
    offset: [around(0.03), around(0.025)],
    nearness: 1 + around(0.05),
    behind: 'room',
  };
}

/** The look part of the way (0 to 1) from one to another: a person moving, frame by frame. */
export function between(from: Look, to: Look, share: number): Look {
  const mid = (a: number, b: number): number => a + (b - a) * share;
  const vector = (a: Vector, b: Vector): Vector => [mid(a[0], b[0]), mid(a[1], b[1]), mid(a[2], b[2])];
  return {
    ...from,
    yaw: mid(from.yaw, to.yaw),
    pitch: mid(from.pitch, to.pitch),
    roll: mid(from.roll, to.roll),
    light: vector(from.light, to.light),
    smile: mid(from.smile, to.smile),
    eyesOpen: mid(from.eyesOpen, to.eyesOpen),
    gaze: [mid(from.gaze[0], to.gaze[0]), mid(from.gaze[1], to.gaze[1])],
    offset: [mid(from.offset[0], to.offset[0]), mid(from.offset[1], to.offset[1])],
    nearness: mid(from.nearness, to.nearness),
  };
}

const degrees = Math.PI / 180;

/** Turned `yaw` degrees to the person's own left; negative to the right. */
export const turned = (look: Look, yaw: number): Look => ({ ...look, yaw: yaw * degrees, gaze: [0, 0] });

/** The same, behind a mask. */
export const masked = (look: Look): Look => ({ ...look, mask: true });

/** Seated in a wheelchair before a camera at standing height: low in the picture, small, seen from above. */
export const seated = (look: Look): Look => ({
  ...look,
  pitch: look.pitch + 17 * degrees,
  offset: [look.offset[0], look.offset[1] + 0.2],
  nearness: look.nearness * 0.72,
  gaze: [0, 0.5],
  behind: 'wheelchair',
});
