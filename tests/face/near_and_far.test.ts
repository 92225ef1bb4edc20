import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePicture } from '../../src/face/decodePicture.ts';
import { halvedTimes, type RgbImage } from '../../src/face/image.ts';
import type { FaceNetworks } from '../../src/face/networks/faceNetworks.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { frameOf } from '../support/face/faces.ts';

const frame = { width: 640, height: 480 };

/** The picture of a patient, so much smaller, before a grey wall; what a camera sees of somebody farther off. */
async function seenAt(share: number): Promise<RgbImage> {
  const width = Math.round(frame.width * share);
  const small = await sharp(frameOf('yamada-hanako', 1)).resize({ width }).toBuffer();
  const wall = sharp({ create: { ...frame, channels: 3, background: '#909090' } });
  return unwrap(
    await decodePicture(
      await wall
        .composite([{ input: small, left: 40, top: 30 }])
        .png()
        .toBuffer(),
    ),
  );
}

const modelsFolder = process.env.UKETSUKE_MODELS ?? '';

describe.skipIf(!modelsFolder)('the detector of the standard profile', () => {
  let networks: FaceNetworks;
  beforeAll(async () => {
    networks = unwrap(await openFaceNetworks({ profile: 'standard', modelsFolder }));
  });
  afterAll(() => networks.close());

  test.each([1, 0.7, 0.4, 0.2, 0.12])('finds a face at %d of its size where it is, and as exactly', async (share) => {
    const [near] = await networks.find(await seenAt(1), 'live');
    const [face, ...others] = await networks.find(await seenAt(share), 'live');
    expect(others).toEqual([]);
    const eyes = near?.landmarks.map(({ x, y }) => ({ x: 40 + (x - 40) * share, y: 30 + (y - 30) * share })) ?? [];
    const width = face?.box.width ?? 0;
    expect(width / (near?.box.width ?? 1)).toBeCloseTo(share, 1);
    const off = face?.landmarks.map(({ x, y }, at) => Math.hypot(x - (eyes[at]?.x ?? 0), y - (eyes[at]?.y ?? 0))) ?? [];
    // Five points, none further off than a fifteenth of the face.
    expect(off).toHaveLength(5);
    expect(Math.max(...off) / width).toBeLessThan(1 / 15);
  });
});

test('a picture halved is the mean of its pixels, itself for no halving, and only what lies between is zeroed', () => {
  const data = Uint8Array.from({ length: 3 * 8 * 4 }, (_, i) => (i * 7) % 256);
  const image = { data: Uint8Array.from(data), width: 8, height: 4 };
  expect(halvedTimes(image, 0)).toBe(image);
  const once = halvedTimes(image, 1);
  expect([once.width, once.height]).toEqual([4, 2]);
  const red = (x: number, y: number) => data[3 * (8 * y + x)] ?? 0;
  expect(once.data[0]).toBe(Math.round((red(0, 0) + red(1, 0) + red(0, 1) + red(1, 1)) / 4));
  expect(halvedTimes(image, 2)).toMatchObject({ width: 2, height: 1 });
  expect(image.data).toEqual(data);
});
