import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodePicture } from '../../src/face/decodePicture.ts';
import type { FaceEngine } from '../../src/face/engine.ts';
import { openInProcessEngine } from '../../src/face/inProcessEngine.ts';
import { unwrap } from '../../src/problem/result.ts';
import { chipPhotoOf, frameOf, photographed } from '../support/face/faces.ts';

const [somebody = ''] = photographed;
let engine: FaceEngine;
beforeAll(async () => {
  engine = unwrap(await openInProcessEngine({ profile: 'embedded' }));
});
afterAll(() => engine.close());

async function expectRefused(photo: Uint8Array): Promise<void> {
  expect(await engine.enrol(photo)).toMatchObject({ ok: false, problem: { code: 'U-212' } });
  expect(photo.every((byte) => byte === 0)).toBe(true);
}

test('garbage is refused, with and without the signature of a JP2 file', async () => {
  await expectRefused(new Uint8Array(0));
  await expectRefused(Buffer.from('this is not a picture'));
  await expectRefused(Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), Buffer.alloc(5_000, 0xa5)]));
  await expectRefused(Buffer.concat([Buffer.from('ff4fff51', 'hex'), Buffer.alloc(5_000)]));
});

test('a photo cut anywhere in its header is refused', async () => {
  for (const length of [12, 40, 85, 130]) await expectRefused(chipPhotoOf(somebody).slice(0, length));
});

test('a photo that claims to be enormous is refused before memory is asked for', async () => {
  const photo = Uint8Array.from(chipPhotoOf(somebody));
  // SIZ: marker, length, capabilities, then width and height of the image and of its one tile.
  const siz = Buffer.from(photo.buffer).indexOf(Buffer.from('ff4fff51', 'hex')) + 2;
  const view = new DataView(photo.buffer);
  for (const offset of [6, 22]) {
    view.setUint32(siz + offset, 60_000);
    view.setUint32(siz + offset + 4, 60_000);
  }
  const before = process.memoryUsage().rss;
  await expectRefused(photo);
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
});

test('a picture without a face is refused', async () => {
  const wall = sharp({ create: { width: 240, height: 320, channels: 3, background: '#c9c4ba' } });
  await expectRefused(await wall.jpeg().toBuffer());
});

test('a photo that was refused leaves no reference behind', async () => {
  unwrap(await engine.enrol(chipPhotoOf(somebody)));
  expect(await engine.look(frameOf(somebody, 1))).toMatchObject({ ok: true, value: { kind: 'face' } });
  await expectRefused(Buffer.from('this is not a picture'));
  expect(await engine.look(frameOf(somebody, 1))).toMatchObject({ ok: false, problem: { code: 'U-214' } });
});

test('decoding many photos does not grow the memory of the codec', async () => {
  const photo = chipPhotoOf(somebody);
  for (let i = 0; i < 20; i++) unwrap(await decodePicture(photo));
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 200; i++) unwrap(await decodePicture(photo)).data.fill(0);
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
});
