import sharp from 'sharp';
import { cardFaceSvg, cardSize, type PrintedCard, type Typeface } from './cardFaceSvg.ts';

/** A drawn card front as pixels. */
export interface DrawnFace {
  readonly width: number;
  readonly height: number;
  /** RGB, 8 bits a channel. */
  readonly rgb: Uint8Array;
}

/** Finer than any camera of the kiosk sees it, so that photographing it never has to invent detail. */
const pixelsPerMillimetre = 16;

/** Draws the front of a card. `portrait` is a JPEG or PNG file. About 0.2 s: keep it for each person. */
export async function drawFace(
  person: PrintedCard,
  options: { readonly typeface?: Typeface; readonly portrait?: Uint8Array } = {},
): Promise<DrawnFace> {
  const { typeface = 'Noto Sans CJK JP', portrait } = options;
  const picture = portrait && `data:image;base64,${Buffer.from(portrait).toString('base64')}`;
  const { data, info } = await sharp(Buffer.from(cardFaceSvg(person, typeface, picture)))
    .resize(Math.round(cardSize.width * pixelsPerMillimetre))
    .flatten({ background: '#eef2f0' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}
