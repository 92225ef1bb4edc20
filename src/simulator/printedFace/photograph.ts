import { setImmediate as nextTurn } from 'node:timers/promises';
import sharp from 'sharp';
import { seededRandom } from '../../kernel/seededRandom.ts';
import { cardSize } from './cardFaceSvg.ts';
import { bell } from './chance.ts';
import type { Shot } from './conditions.ts';
import type { DrawnFace } from './drawnFace.ts';

/** The picture of a card camera. */
const picture = { width: 1280, height: 960 } as const;
/** In widths of the picture: a lens of about 55 degrees. */
const focalLength = 0.96;
/** Rows developed at a stretch: about 4 ms, then the rest of the process has its turn. */
const bandRows = 64;

const noiseTable = Float32Array.from(
  { length: 1 << 14 },
  (
    (random) => () =>
      bell(random)
  )(seededRandom(7)),
);

/** Photographs a card front (none: the empty slot) as a JPEG file. The same seed gives the same picture. */
export async function photograph(face: DrawnFace | undefined, shot: Shot, seed: number): Promise<Uint8Array> {
  const { width, height } = picture;
  const toCard = imageToCard(shot);
  const rgb = Buffer.alloc(width * height * 3);
  for (let top = 0; top < height; top += bandRows) {
    expose(rgb, top, Math.min(height, top + bandRows), face, shot, toCard);
    await nextTurn();
  }
  const raw = { width, height, channels: 3 } as const;
  const soft = shot.blur >= 0.3 ? await sharp(rgb, { raw }).blur(shot.blur).raw().toBuffer() : rgb;
  for (let top = 0; top < height; top += bandRows) {
    addNoise(soft.subarray(top * width * 3, (top + bandRows) * width * 3), shot.noise, seed + top);
    await nextTurn();
  }
  return sharp(soft, { raw }).jpeg({ quality: shot.jpegQuality }).toBuffer();
}

/** Row-major 3 × 3, from pixels of the picture to millimetres on the card (from its centre). */
type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** A pinhole camera above the card: the plane's homography, turned round. */
function imageToCard(shot: Shot): Matrix {
  const { width, height } = picture;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [roll, pitch, yaw] = [radians(shot.roll), radians(shot.pitch), radians(shot.yaw)];
  const [cr, sr, cp, sp, cy, sy] = [
    Math.cos(roll),
    Math.sin(roll),
    Math.cos(pitch),
    Math.sin(pitch),
    Math.cos(yaw),
    Math.sin(yaw),
  ];
  const focal = focalLength * width;
  const distance = (focal * cardSize.width) / (shot.cardShare * width);
  // The card's x and y axes after roll, then pitch, then yaw.
  const axis = (x: number, y: number): readonly [number, number, number] => {
    const [pitchedY, pitchedZ] = [y * cp, y * sp];
    return [x * cy + pitchedZ * sy, pitchedY, -x * sy + pitchedZ * cy];
  };
  const [ax, ay, az] = axis(cr, sr);
  const [bx, by, bz] = axis(-sr, cr);
  const centreX = width / 2 + shot.offset[0] * width;
  const centreY = height / 2 + shot.offset[1] * width;
  return inverse([
    focal * ax + centreX * az,
    focal * bx + centreX * bz,
    centreX * distance,
    focal * ay + centreY * az,
    focal * by + centreY * bz,
    centreY * distance,
    az,
    bz,
    distance,
  ]);
}

function inverse([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const [p, q, r] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * p + b * q + c * r;
  const minors = [p, c * h - b * i, b * f - c * e, q, a * i - c * g, c * d - a * f, r, b * g - a * h, a * e - b * d];
  const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 0] = minors.map(
    (each) => each / determinant,
  );
  return [m0, m1, m2, m3, m4, m5, m6, m7, m8];
}

/** Light, card and background of some rows. */
function expose(rgb: Buffer, top: number, bottom: number, face: DrawnFace | undefined, shot: Shot, m: Matrix): void {
  const { width, height } = picture;
  const { width: cardWidth, height: cardHeight, corner } = cardSize;
  const [fallX, fallY] = [Math.cos((shot.falloffAngle * Math.PI) / 180), Math.sin((shot.falloffAngle * Math.PI) / 180)];
  const scale = face ? face.width / cardWidth : 0;
  const { glare, shadow } = shot;
  const [shadeX, shadeY] = [Math.cos((shadow.angle * Math.PI) / 180), Math.sin((shadow.angle * Math.PI) / 180)];
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const w = m[6] * x + m[7] * y + m[8];
      const u = (m[0] * x + m[1] * y + m[2]) / w + cardWidth / 2;
      const v = (m[3] * x + m[4] * y + m[5]) / w + cardHeight / 2;
      const [fromMiddleX, fromMiddleY] = [x / width - 0.5, y / height - 0.5];
      let lit = shot.light * (1 - shot.falloff * (0.5 + 0.6 * (fromMiddleX * fallX + fromMiddleY * fallY)));
      if (shadow.depth > 0) lit *= 1 - shadowAt(fromMiddleX * shadeX + fromMiddleY * shadeY, shadow);
      const on = face !== undefined && onCard(u, v, cardWidth, cardHeight, corner);
      if (on && face) {
        const shine =
          glare.strength > 0 ? mirrored(u / cardWidth - glare.x, (v / cardHeight - glare.y) * 0.63, glare) : 0;
        sample(rgb, at, face, u * scale, v * scale, lit, shine);
      } else {
        const tone =
          background(shot.background, x, y) * (face && nearCard(u, v, cardWidth, cardHeight) ? 0.8 : 1) * lit;
        rgb[at] = tone;
        rgb[at + 1] = tone * 0.98;
        rgb[at + 2] = tone * 0.95;
      }
    }
  }
}

function onCard(u: number, v: number, width: number, height: number, corner: number): boolean {
  if (u < 0 || v < 0 || u > width || v > height) return false;
  const dx = Math.max(corner - u, u - (width - corner), 0);
  const dy = Math.max(corner - v, v - (height - corner), 0);
  return dx * dx + dy * dy <= corner * corner;
}

/** Where the card's own shadow lies. */
function nearCard(u: number, v: number, width: number, height: number): boolean {
  return u > -1 && v > -1 && u < width + 1 && v < height + 1;
}

/** How much of the light a shadow takes away, `across` from the middle of the picture in the shadow's direction. */
function shadowAt(across: number, { edge, depth, softness }: Shot['shadow']): number {
  return depth / (1 + Math.exp((edge - across) / softness));
}

function mirrored(dx: number, dy: number, { radius, strength }: Shot['glare']): number {
  return 420 * strength * Math.exp(-(dx * dx + dy * dy) / (radius * radius));
}

function background(kind: Shot['background'], x: number, y: number): number {
  if (kind === 'tray') return 46 + 6 * Math.sin(x / 190);
  if (kind === 'pale') return 196 + 4 * Math.sin(y / 140);
  return 112 + 22 * Math.sin(y / 9 + 3 * Math.sin(x / 310)) + 9 * Math.sin(y / 3.1 + x / 70);
}

/** Bilinear. */
function sample(rgb: Buffer, at: number, face: DrawnFace, x: number, y: number, lit: number, shine: number): void {
  const left = Math.min(face.width - 2, Math.max(0, Math.floor(x)));
  const upper = Math.min(face.height - 2, Math.max(0, Math.floor(y)));
  const [fx, fy] = [Math.min(1, x - left), Math.min(1, y - upper)];
  const from = (upper * face.width + left) * 3;
  const below = from + face.width * 3;
  const source = face.rgb;
  for (let channel = 0; channel < 3; channel++) {
    const a = source[from + channel] ?? 0;
    const b = source[from + 3 + channel] ?? 0;
    const c = source[below + channel] ?? 0;
    const d = source[below + 3 + channel] ?? 0;
    const upperTone = a + (b - a) * fx;
    const tone = (upperTone + (c + (d - c) * fx - upperTone) * fy) * lit + shine;
    rgb[at + channel] = tone > 255 ? 255 : tone;
  }
}

function addNoise(rgb: Uint8Array, strength: number, seed: number): void {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  for (let at = 0; at < rgb.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const tone = (rgb[at] ?? 0) + strength * (noiseTable[state >>> 18] ?? 0);
    rgb[at] = tone < 0 ? 0 : tone > 255 ? 255 : tone;
  }
}
