import { type GreyImage, toneAt } from './greyImage.ts';
import type { Projection } from './homography.ts';
import type { FieldBox } from './layout.ts';

/** Resolution of a flattened field. A digit of the specimen is then about 35 pixels high, as the recogniser likes it. */
export const pixelsPerMillimetre = 17;

/** The field as if photographed straight from above: `projection` says where the card's millimetres lie in the picture. */
export function flatten(picture: GreyImage, projection: Projection, box: FieldBox): GreyImage {
  const width = Math.round(box.width * pixelsPerMillimetre);
  const height = Math.round(box.height * pixelsPerMillimetre);
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const { x, y } = projection(
        box.left + (column + 0.5) / pixelsPerMillimetre,
        box.top + (row + 0.5) / pixelsPerMillimetre,
      );
      data[row * width + column] = Math.round(toneAt(picture, x, y));
    }
  }
  return { data, width, height };
}
