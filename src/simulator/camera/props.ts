import sharp from 'sharp';
import { frameSize, type RawPicture } from './rawPicture.ts';

/** The part of a camera frame that goes on a print or a screen: head and shoulders. */
const portrait = { left: 150, top: 40, width: 340, height: 420 } as const;
/** White edge of a print, dark edge of a tablet. */
const paperMargin = 14;
const bezel = 26;

/** A colour print on white paper: fewer tones, the printer's grain, a white edge. */
export async function paperOf(frame: RawPicture): Promise<RawPicture> {
  const print = await cut(frame);
  const toned = await sharp(print.data, { raw: { width: print.width, height: print.height, channels: 3 } })
    .modulate({ saturation: 0.75 })
    .linear(0.82, 34)
    .raw()
    .toBuffer();
  const grained = halftoned({ ...print, data: new Uint8Array(toned) });
  return framed(grained, paperMargin, '#f4f2ec');
}

/** A tablet showing the picture: bluish and bright, the moiré of two grids of pixels, a reflection, a dark bezel. */
export async function tabletOf(frame: RawPicture): Promise<RawPicture> {
  const picture = await cut(frame);
  const shown = new Uint8Array(picture.data);
  const tint = [0.97, 1.03, 1.12];
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const moire = 6 * Math.sin((2 * Math.PI * (x + 0.35 * y)) / 5.3) * Math.sin((2 * Math.PI * (y - 0.2 * x)) / 6.1);
      const glare = 46 * Math.exp(-(((x - 0.6 * y - 40) / 26) ** 2));
      const at = 3 * (y * picture.width + x);
      for (let channel = 0; channel < 3; channel++) {
        shown[at + channel] = clamped((shown[at + channel] ?? 0) * (tint[channel] ?? 1) + 12 + moire + glare);
      }
    }
  }
  return framed({ ...picture, data: shown }, bezel, '#101114');
}

/** Where the fixture people's eyes are on a print, and the holes cut there: 0 is a hole, one byte a pixel. */
export function eyeHolesIn({ width, height }: RawPicture): Uint8Array {
  const paper = new Uint8Array(width * height).fill(1);
  const offset = { x: paperMargin - portrait.left, y: paperMargin - portrait.top };
  for (const eye of [284, 360]) {
    const centre = { x: eye + offset.x, y: 222 + offset.y };
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (((x - centre.x) / 30) ** 2 + ((y - centre.y) / 21) ** 2 < 1) paper[y * width + x] = 0;
      }
    }
  }
  return paper;
}

async function cut({ data, width, height }: RawPicture): Promise<RawPicture> {
  if (width !== frameSize.width || height !== frameSize.height) throw new Error('not a camera frame');
  const piece = await sharp(data, { raw: { width, height, channels: 3 } })
    .extract(portrait)
    .raw()
    .toBuffer();
  return { width: portrait.width, height: portrait.height, data: new Uint8Array(piece) };
}

/** Dots of ink, three pixels apart, turned against the sensor's grid. */
function halftoned({ data, width, height }: RawPicture): RawPicture {
  const inked = new Uint8Array(data);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dot = 7 * Math.sin((2 * Math.PI * (x + 0.5 * y)) / 3.1) * Math.sin((2 * Math.PI * (y - 0.5 * x)) / 3.1);
      const at = 3 * (y * width + x);
      for (let channel = at; channel < at + 3; channel++) inked[channel] = clamped((inked[channel] ?? 0) + dot);
    }
  }
  return { data: inked, width, height };
}

async function framed({ data, width, height }: RawPicture, edge: number, colour: string): Promise<RawPicture> {
  const whole = await sharp(data, { raw: { width, height, channels: 3 } })
    .extend({ top: edge, bottom: edge, left: edge, right: edge, background: colour })
    .removeAlpha()
    .raw()
    .toBuffer();
  return { data: new Uint8Array(whole), width: width + 2 * edge, height: height + 2 * edge };
}

function clamped(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
