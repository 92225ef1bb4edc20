import { type GreyImage, shrunk } from './greyImage.ts';
import type { Corners } from './homography.ts';
import { bestCard } from './quadrilateral.ts';
import { refinedCorners } from './refinedSides.ts';
import { logGradients, straightEdges } from './straightLines.ts';

/** The picture is first looked at in about this width: text is gone there, sides of cards are not. */
const coarseWidth = 320;
const mostEdges = 48;

/**
 * The outline of the card in a picture: its corners (as if they were not rounded) in turn, a long side first; whether
 * that is the top or the bottom of the card is not known. Undefined where no whole card is seen.
 */
export function findOutline(picture: GreyImage): Corners | undefined {
  const factor = Math.max(1, Math.round(picture.width / coarseWidth));
  const small = shrunk(picture, factor);
  const gradients = logGradients(small);
  small.data.fill(0);
  const coarse = bestCard(straightEdges(gradients, mostEdges), gradients);
  if (!coarse) return undefined;
  // The centre of a block of pixels is not its corner.
  const grown = (value: number) => value * factor + (factor - 1) / 2;
  const [a, b, c, d] = coarse;
  const corners: Corners = [
    { x: grown(a.x), y: grown(a.y) },
    { x: grown(b.x), y: grown(b.y) },
    { x: grown(c.x), y: grown(c.y) },
    { x: grown(d.x), y: grown(d.y) },
  ];
  return refinedCorners(picture, corners, 2.5 * factor);
}
