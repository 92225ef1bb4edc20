import { frameSize, type RawPicture } from './rawPicture.ts';

/** How a flat thing is held before the camera. Angles in radians, lengths in pixels of the frame at its distance. */
export interface Hold {
  readonly x: number;
  readonly y: number;
  /** 1 shows it as large as its picture. */
  readonly scale: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** Focal length of the played camera, pixels: a view of about 50 degrees. */
const focal = 700;

type Vector = readonly [number, number, number];

/**
 * Draws a flat thing held in the hand over the scene behind it, in perspective. `behind` shows through where `holes`
 * (one byte a pixel of the thing, 0 is a hole) lets it.
 */
export function drawHeld(thing: RawPicture, hold: Hold, behind: RawPicture, holes?: Uint8Array): RawPicture {
  const frame = new Uint8Array(behind.data);
  const depth = focal / hold.scale;
  const across: Vector = [Math.cos(hold.yaw) * Math.cos(hold.roll), Math.sin(hold.roll), Math.sin(hold.yaw)];
  const down: Vector = unit(
    rejected([-Math.sin(hold.roll), Math.cos(hold.roll) * Math.cos(hold.pitch), Math.sin(hold.pitch)], unit(across)),
  );
  const right = unit(across);
  const normal = cross(right, down);
  const centre: Vector = [
    ((hold.x - frameSize.width / 2) * depth) / focal,
    ((hold.y - frameSize.height / 2) * depth) / focal,
    depth,
  ];
  const towards = dot(normal, centre);
  const origin = { u: thing.width / 2 - dot(centre, right), v: thing.height / 2 - dot(centre, down) };
  for (let y = 0; y < frameSize.height; y++) {
    // Where the ray through each pixel of this row meets the plane of the thing; all three parts grow evenly along it.
    const ray: Vector = [-frameSize.width / 2, y - frameSize.height / 2, focal];
    let [alongRight, alongDown, alongNormal] = [dot(ray, right), dot(ray, down), dot(ray, normal)];
    for (let x = 0; x < frameSize.width; x++) {
      const reach = towards / alongNormal;
      const u = origin.u + reach * alongRight;
      const v = origin.v + reach * alongDown;
      alongRight += right[0];
      alongDown += down[0];
      alongNormal += normal[0];
      if (u < 0 || v < 0 || u >= thing.width - 1 || v >= thing.height - 1) continue;
      if (holes && holes[Math.round(v) * thing.width + Math.round(u)] === 0) continue;
      sample(thing, u, v, frame, 3 * (y * frameSize.width + x));
    }
  }
  return { ...frameSize, data: frame };
}

function sample({ data, width }: RawPicture, u: number, v: number, into: Uint8Array, to: number): void {
  const left = Math.floor(u);
  const top = Math.floor(v);
  const across = u - left;
  const down = v - top;
  const at = 3 * (top * width + left);
  for (let channel = at; channel < at + 3; channel++) {
    const upper = (data[channel] ?? 0) * (1 - across) + (data[channel + 3] ?? 0) * across;
    const lower = (data[channel + 3 * width] ?? 0) * (1 - across) + (data[channel + 3 * width + 3] ?? 0) * across;
    into[to + channel - at] = upper * (1 - down) + lower * down;
  }
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: Vector): Vector {
  const length = Math.hypot(...a);
  return [a[0] / length, a[1] / length, a[2] / length];
}

/** What of `a` lies square to the unit vector `b`. */
function rejected(a: Vector, b: Vector): Vector {
  const along = dot(a, b);
  return [a[0] - along * b[0], a[1] - along * b[1], a[2] - along * b[2]];
}
