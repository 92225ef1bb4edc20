import { landmarkCount, landmarkInput } from '../../convert/tfjs/landmarks.ts';
import type { Box, Point } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';
import type { Network } from '../network.ts';
import { squareOf } from './square.ts';

/** The 68 iBUG points of the face in a box; none where the box lies outside the picture. */
export async function findLandmarks(network: Network, image: RgbImage, box: Box): Promise<readonly Point[]> {
  const { piece, corner } = insideOf(image, box);
  if (piece.width <= 0 || piece.height <= 0) return [];
  const input = squareOf(image, piece, landmarkInput, 'centre', network.input(3 * landmarkInput * landmarkInput));
  const shares = (await network.run(input, [1, landmarkInput, landmarkInput, 3]))('landmarks');
  const side = Math.max(piece.width, piece.height);
  // Counted from the box as it was found, not from whole pixels: so does the package that these weights come from, and
  // its descriptors keep faces apart a little better that way.
  const origin = { x: corner.x - (side - piece.width) / 2, y: corner.y - (side - piece.height) / 2 };
  return Array.from({ length: landmarkCount }, (_, i) => ({
    x: origin.x + (shares[2 * i] ?? 0) * side,
    y: origin.y + (shares[2 * i + 1] ?? 0) * side,
  }));
}

/** What of the box lies in the picture: its upper left corner, and the whole pixels that are looked at. */
function insideOf(image: RgbImage, box: Box): { readonly corner: Point; readonly piece: Box } {
  const corner = { x: Math.max(0, box.x), y: Math.max(0, box.y) };
  const width = Math.floor(Math.min(box.x + box.width, image.width) - corner.x);
  const height = Math.floor(Math.min(box.y + box.height, image.height) - corner.y);
  return { corner, piece: { x: Math.floor(corner.x), y: Math.floor(corner.y), width, height } };
}
