import type { Box } from '../../geometry.ts';
import type { RgbImage } from '../../image.ts';
import type { Network } from '../network.ts';
import { toPlanarBgr } from './planar.ts';

const side = 80;
/** Of paper, live and screen: what the networks tell apart. */
const liveClass = 1;

/** The two networks and how much of the surroundings each was trained to see, in widths of the face. */
export interface AntispoofingNetworks {
  readonly close: Network;
  readonly wide: Network;
}
const enlargement = { close: 2.7, wide: 4 } as const;

/** MiniFASNet V2 and V1SE: how much a face looks like a living one and not like a print or a screen, 0 to 1. */
export async function livenessOf({ close, wide }: AntispoofingNetworks, image: RgbImage, box: Box): Promise<number> {
  const one = await liveShare(close, image, box, enlargement.close);
  const other = await liveShare(wide, image, box, enlargement.wide);
  return (one + other) / 2;
}

async function liveShare(network: Network, image: RgbImage, box: Box, times: number): Promise<number> {
  const crop = cropOf(image, enlarged(image, box, times));
  const input = toPlanarBgr(crop, { width: side, height: side });
  crop.fill(0);
  const logits = (await network.run(input, [1, 3, side, side]))('output');
  const largest = Math.max(...logits);
  const powers = Array.from(logits, (each) => Math.exp(each - largest));
  return (powers[liveClass] ?? 0) / powers.reduce((a, b) => a + b, 0);
}

/** The box grown around its centre, at most to the picture's size, and moved into the picture; whole pixels. */
function enlarged({ width, height }: RgbImage, box: Box, times: number): Box {
  const most = Math.min((height - 1) / box.height, (width - 1) / box.width, times);
  const size = { width: box.width * most, height: box.height * most };
  const within = (start: number, length: number, limit: number) => Math.max(0, Math.min(start, limit - 1 - length));
  const x = Math.floor(within(box.x + (box.width - size.width) / 2, size.width, width));
  const y = Math.floor(within(box.y + (box.height - size.height) / 2, size.height, height));
  return {
    x,
    y,
    width: Math.min(width - x, Math.floor(size.width) + 1),
    height: Math.min(height - y, Math.floor(size.height) + 1),
  };
}

/** Bilinear without smoothing, as OpenCV scales: a smoothed print loses the very grain that gives it away. */
function cropOf({ data, width }: RgbImage, box: Box): Uint8Array {
  const crop = new Uint8Array(3 * side * side);
  const columns = samplesAlong(box.width);
  const rows = samplesAlong(box.height);
  let to = 0;
  for (const row of rows) {
    for (const column of columns) {
      const at = (y: number, x: number) => 3 * ((box.y + y) * width + box.x + x);
      const [a, b] = [at(row.first, column.first), at(row.first, column.second)];
      const [c, d] = [at(row.second, column.first), at(row.second, column.second)];
      for (let channel = 0; channel < 3; channel++) {
        const upper = mixed(data[a + channel] ?? 0, data[b + channel] ?? 0, column.share);
        const lower = mixed(data[c + channel] ?? 0, data[d + channel] ?? 0, column.share);
        crop[to++] = Math.round(mixed(upper, lower, row.share));
      }
    }
  }
  return crop;
}

interface Sample {
  readonly first: number;
  readonly second: number;
  /** Of the second. */
  readonly share: number;
}

function samplesAlong(length: number): readonly Sample[] {
  return Array.from({ length: side }, (_, i) => {
    const place = Math.min(length - 1, Math.max(0, ((i + 0.5) * length) / side - 0.5));
    const first = Math.floor(place);
    return { first, second: Math.min(length - 1, first + 1), share: place - first };
  });
}

function mixed(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
