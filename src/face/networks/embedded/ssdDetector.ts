import { ssdInput } from '../../convert/tfjs/ssd.ts';
import { type Scored, withoutOverlaps } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';
import type { Network } from '../network.ts';
import { squareOf } from './square.ts';

const leastConfidence = 0.5;
const mostOverlap = 0.5;

/** SSD on MobileNet v1: the boxes of faces. Misses faces that fill the picture. */
export async function findWithSsd(network: Network, image: RgbImage): Promise<readonly Scored[]> {
  const whole = { x: 0, y: 0, width: image.width, height: image.height };
  const input = squareOf(image, whole, ssdInput, 'top-left', network.input(3 * ssdInput * ssdInput));
  const outputs = await network.run(input, [1, ssdInput, ssdInput, 3]);
  const [boxes, scores] = [outputs('boxes'), outputs('scores')];
  const side = Math.max(image.width, image.height);
  const candidates: Scored[] = [];
  for (let i = 0; i < scores.length; i++) {
    const confidence = scores[i] ?? 0;
    if (confidence <= leastConfidence) continue;
    const [top, left] = [Math.max(0, boxes[4 * i] ?? 0), Math.max(0, boxes[4 * i + 1] ?? 0)];
    const [bottom, right] = [Math.min(1, boxes[4 * i + 2] ?? 0), Math.min(1, boxes[4 * i + 3] ?? 0)];
    const box = { x: left * side, y: top * side, width: (right - left) * side, height: (bottom - top) * side };
    candidates.push({ box, confidence });
  }
  return withoutOverlaps(candidates, mostOverlap);
}
