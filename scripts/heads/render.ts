import type { Rgb } from './colour.ts';
import { type Distance, type Head, shapeHead } from './head.ts';
import type { Identity } from './identity.ts';
import type { Look, Vector } from './look.ts';
import { type Paint, paintHead, type Surface } from './paint.ts';
import { room, wheelchair } from './room.ts';
import { clamp, length3 } from './shapes.ts';

/** The size of a picture and how much of its height a head fills, chin to crown. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly headShare: number;
}

/** An RGB picture, 8 bits a channel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const cameraDistance = 7;
/** Chin to crown in the units of the head. */
const headHeight = 2.15;

/** Side of the square of pixels whose rays set out together. */
const block = 4;

/** Draws one head by marching a ray through each pixel. */
export function renderHead(who: Identity, look: Look, view: View): Picture {
  const { width, height, headShare } = view;
  const head = shapeHead(who, look);
  const painters = paintHead(who, look, head);
  const toHead = rotation(look);
  const eye = toHead([0, 0, cameraDistance]);
  const shade = shader(head, look, toHead);
  const pixel = headHeight / (height * headShare * look.nearness);
  const data = Buffer.alloc(width * height * 3);
  const exposure: Rgb = [look.exposure * (1 + look.warmth), look.exposure, look.exposure * (1 - look.warmth)];

  /** The ray through a point of the picture, in pixels from its corner. */
  const rayThrough = (right: number, down: number): Vector => {
    const target = toHead([
      (right - width * (0.5 + look.offset[0])) * pixel,
      -(down - height * (0.5 + look.offset[1])) * pixel,
      0,
    ]);
    return normalise([target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]]);
  };
  const draw = (row: number, column: number, start: number): void => {
    const ray = rayThrough(column + 0.5, row + 0.5);
    const hit = march(head, eye, ray, start);
    const colour = hit
      ? shade(hit, ray, painters[hit.surface](...hit.at))
      : backdrop(look, (column + 0.5) / width, (row + 0.5) / height);
    const at = (row * width + column) * 3;
    for (const channel of [0, 1, 2] as const) data[at + channel] = clamp(colour[channel] * exposure[channel], 0, 255);
  };

  // All rays of a block are within this of the one through its middle, for each unit they have travelled.
  const spread = (pixel * block * 0.75) / cameraDistance;
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      const start = approach(head, eye, rayThrough(left + block / 2, top + block / 2), spread);
      for (let row = top; row < Math.min(height, top + block); row++) {
        for (let column = left; column < Math.min(width, left + block); column++) draw(row, column, start);
      }
    }
  }
  return { width, height, data };
}

/** The waiting room with nobody in it. */
export function renderRoom({ width, height }: Pick<View, 'width' | 'height'>): Picture {
  const data = Buffer.alloc(width * height * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      data.set(room((column + 0.5) / width, (row + 0.5) / height).map(Math.round), (row * width + column) * 3);
    }
  }
  return { width, height, data };
}

function backdrop(look: Look, u: number, v: number): Rgb {
  if (look.behind === 'room') return room(u, v);
  return look.behind === 'wheelchair' ? wheelchair(u - look.offset[0], v, room(u, v)) : look.behind;
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function normalise(v: Vector): Vector {
  const length = length3(v[0], v[1], v[2]) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}

/** From the camera's axes to the head's: turning the head is turning the world the other way. */
function rotation({ yaw, pitch, roll }: Look): (v: Vector) => Vector {
  const [cy, sy, cp, sp, cr, sr] = [yaw, pitch, roll].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return ([x, y, z]) => {
    const [x1, y1] = [cr * x + sr * y, -sr * x + cr * y];
    const [y2, z2] = [cp * y1 + sp * z, -sp * y1 + cp * z];
    return [cy * x1 - sy * z2, y2, sy * x1 + cy * z2];
  };
}

interface Hit {
  readonly surface: Surface;
  readonly at: Vector;
}

const [nearEnd, farEnd] = [cameraDistance - 2.2, cameraDistance + 1.2];

/** How far along a ray all its neighbours within `spread` may go too before any of them can meet something. */
function approach(head: Head, eye: Vector, ray: Vector, spread: number): number {
  let travelled = nearEnd;
  for (let step = 0; step < 60 && travelled < farEnd; step++) {
    const distance = nearest(head, eye, ray, travelled);
    const free = distance - spread * travelled;
    if (free < 0.02) return travelled;
    travelled += free * stride(distance);
  }
  return travelled;
}

/** Walks along the ray, each step as long as the nearest surface allows. */
function march(head: Head, eye: Vector, ray: Vector, start: number): Hit | undefined {
  let travelled = start;
  for (let step = 0; step < 60 && travelled < farEnd; step++) {
    const distance = nearest(head, eye, ray, travelled);
    if (distance < 0.003) return { surface: nearestSurface, at: pointAlong(eye, ray, travelled) };
    travelled += distance * stride(distance);
  }
  return undefined;
}

/** The distances are bounds, not exact: near a surface take shorter steps, or thin parts are stepped over. */
const stride = (distance: number): number => (distance > 0.2 ? 0.95 : 0.75);

const pointAlong = (eye: Vector, ray: Vector, by: number): Vector => [
  eye[0] + ray[0] * by,
  eye[1] + ray[1] * by,
  eye[2] + ray[2] * by,
];

/** What {@link nearest} found last. Beside it and not in a pair with it: a pair at each step is a sixth of the time. */
let nearestSurface: Surface = 'torso';

/** Distance from a point along a ray to the nearest surface. */
function nearest(head: Head, eye: Vector, ray: Vector, travelled: number): number {
  const x = eye[0] + ray[0] * travelled;
  const y = eye[1] + ray[1] * travelled;
  const z = eye[2] + ray[2] * travelled;
  nearestSurface = 'torso';
  let least = head.torso(x, y, z);
  const toHead = length3(x, y + 0.25, z) - 1.75;
  if (toHead > 0.3) return Math.min(toHead, least);
  const consider = (distance: number, surface: Surface): void => {
    if (distance >= least) return;
    least = distance;
    nearestSurface = surface;
  };
  const skin = head.skin(x, y, z);
  consider(skin, 'skin');
  if (skin < 0.2) consider(head.eyes(x, y, z), 'eyes');
  consider(head.hair(x, y, z), 'hair');
  if (head.glasses) consider(head.glasses(x, y, z), 'glasses');
  if (head.mask) consider(head.mask(x, y, z), 'mask');
  return least;
}

/** The direction in which the distance grows, from four samples at the corners of a tetrahedron. */
function normalAt(distance: Distance, [x, y, z]: Vector): Vector {
  const e = 0.005;
  const a = distance(x + e, y - e, z - e);
  const b = distance(x - e, y - e, z + e);
  const c = distance(x - e, y + e, z - e);
  const d = distance(x + e, y + e, z + e);
  return normalise([a - b - c + d, -a - b + c + d, -a + b - c + d]);
}

/** Key light with soft shadow, a fill from the other side, ambient light with occlusion, and a highlight. */
function shader(head: Head, look: Look, toHead: (v: Vector) => Vector) {
  const key = normalise(toHead(look.light));
  const fill = normalise(toHead([-look.light[0] * 0.8, 0.1, 0.8]));
  const wrapped = (cosine: number): number => clamp((cosine + 0.28) / 1.28);

  const shadow = (from: Vector, normal: Vector, surface: Surface): number => {
    if (surface === 'torso') return 1;
    let open = 1;
    for (let reach = 0.05; reach < 0.85 && open > 0; ) {
      const [x, y, z] = [from[0] + key[0] * reach, from[1] + key[1] * reach, from[2] + key[2] * reach];
      const skin = head.skin(x + normal[0] * 0.02, y + normal[1] * 0.02, z + normal[2] * 0.02);
      const nearestBlocker = surface === 'hair' ? skin : Math.min(skin, head.hair(x, y, z));
      open = Math.min(open, clamp(0.5 + (7 * nearestBlocker) / reach));
      reach += Math.max(0.1, 0.8 * nearestBlocker);
    }
    return open;
  };

  const occlusion = ([x, y, z]: Vector, [nx, ny, nz]: Vector): number => {
    let open = 1;
    for (const k of [1, 2.5, 4]) {
      const reach = 0.035 * k;
      open -= (Math.max(0, reach - head.skin(x + nx * reach, y + ny * reach, z + nz * reach)) * 2.4) / k;
    }
    return clamp(open, 0.25, 1);
  };

  return ({ surface, at }: Hit, ray: Vector, paint: Paint): Rgb => {
    const normal = normalAt(head[surface] ?? head.skin, at);
    const lit = shadow(at, normal, surface);
    const open = occlusion(at, normal);
    const direct = wrapped(dot(normal, key)) * lit;
    const ambient = look.ambient * (0.875 + 0.125 * normal[1]) * open;
    const filled = 0.16 * wrapped(dot(normal, fill)) * open;
    const halfway = normalise([key[0] - ray[0], key[1] - ray[1], key[2] - ray[2]]);
    const highlight = 200 * paint.shine * Math.max(0, dot(normal, halfway)) ** paint.gloss * lit;
    // Red light travels under the skin into the shade.
    const red = Math.max(direct, direct * 0.9 + 0.06);
    return [
      paint.colour[0] * (ambient + filled + 0.62 * red) + highlight,
      paint.colour[1] * (ambient + filled + 0.62 * direct) + highlight,
      paint.colour[2] * (ambient + filled + 0.62 * direct) + highlight,
    ];
  };
}
