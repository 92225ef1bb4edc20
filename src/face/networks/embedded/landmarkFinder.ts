import { landmarkCount, landmarkInput } from '../../convert/landmarks.ts';
import type { Box, Point } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';
import type { Network } from '../network.ts';
import { shiftInSquare, squareOf } from './square.ts';

/** The 68 iBUG points of the face in a box; none where the box lies outside the picture. */
export async function findLandmarks(network: Network, image: RgbImage, box: Box): Promise<readonly Point[]> {
  const piece = insideOf(image, box);
  if (piece.width <= 0 || piece.height <= 0) return [];
  const input = squareOf(image, piece, landmarkInput, 'centre');
  const shares = (await network.run(input, [1, landmarkInput, landmarkInput, 3]))('landmarks');
  const side = Math.max(piece.width, piece.height);
  const shift = shiftInSquare(piece, 'centre');
  // Counted from the box as it was found, not from whole pixels: so does the package that these weights come from, and
  // its descriptors keep faces apart a little better that way.
  const origin = { x: Math.max(0, box.x) - shift.x, y: Math.max(0, box.y) - shift.y };
  return Array.from({ length: landmarkCount }, (_, i) => ({
    x: origin.x + (shares[2 * i] ?? 0) * side,
    y: origin.y + (shares[2 * i + 1] ?? 0) * side,
  }));
}

/** What of the box lies in the picture, whole pixels. */
function insideOf(image: RgbImage, box: Box): Box {
  const [x, y] = [Math.floor(Math.max(0, box.x)), Math.floor(Math.max(0, box.y))];
  const width = Math.floor(Math.min(box.x + box.width, image.width) - x);
  const height = Math.floor(Math.min(box.y + box.height, image.height) - y);
  return { x, y, width, height };
}
