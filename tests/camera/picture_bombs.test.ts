import sharp from 'sharp';
import { expect, test } from 'vitest';
import { PictureJudge } from '../../src/camera/pictureJudge.ts';
import { leastCostOf } from '../support/bombs/costOf.ts';
import { jpegOfManyScans, jpegThatClaims, jpegWithTwoFrames } from '../support/bombs/pictures.ts';

const judge = () => new PictureJudge({ blackMs: 1_000, frozenMs: 1_000, lookEveryMs: 0 });
const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } });

test.each([
  ['claims 65,500 × 65,500 pixels', () => jpegThatClaims(65_500, 65_500)],
  ['claims to be 8,000 pixels wide, as no camera here is', () => grey(8_000, 4_000).jpeg().toBuffer()],
  ['has a second, larger frame inside', () => jpegWithTwoFrames()],
  ['has 3,000 scans', () => jpegOfManyScans(1_280, 300)],
])('a frame that %s costs nothing, and goes nowhere', async (_, make) => {
  const jpeg = await make();
  const { value, peakBytes, stalledMs } = await leastCostOf(() => judge().judge({ jpeg }, 0), 50);
  expect(value).toBe('torn');
  expect(peakBytes).toBeLessThan(60_000_000);
  expect(stalledMs).toBeLessThan(50);
});

test.each([
  ['a webcam’s', () => grey(640, 480).jpeg().toBuffer()],
  ['4K', () => grey(3_840, 2_160).jpeg().toBuffer()],
  ['progressive', () => grey(1_280, 720).jpeg({ progressive: true }).toBuffer()],
])('an ordinary picture is fine: %s', async (_, make) => {
  expect(await judge().judge({ jpeg: await make() }, 0)).toBe('fine');
});

test('4 MB in which every other byte may be a marker hold nobody up', async () => {
  const jpeg = await grey(64, 64).jpeg().toBuffer();
  const long = Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(4_000_000, 'ff00', 'hex'), jpeg.subarray(-2)]);
  const { stalledMs } = await leastCostOf(() => judge().judge({ jpeg: long }, 0), 50);
  expect(stalledMs).toBeLessThan(50);
});
