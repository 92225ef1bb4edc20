import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodePicture } from '../../src/face/decodePicture.ts';
import type { RgbImage } from '../../src/face/image.ts';
import { isJpeg2000 } from '../../src/face/jpeg2000/codestream.ts';
import type { FaceNetworks } from '../../src/face/networks/faceNetworks.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { asChipPhoto } from '../../src/face/pairs/chipPhoto.ts';
import { subjectOf } from '../../src/face/pairs/subject.ts';
import { unwrap } from '../../src/problem/result.ts';
import { frameOf, photographed } from '../support/face/faces.ts';

const [somebody = ''] = photographed;
let networks: FaceNetworks;
let picture: RgbImage;
beforeAll(async () => {
  networks = unwrap(await openFaceNetworks({ profile: 'embedded' }));
  picture = unwrap(await decodePicture(frameOf(somebody, 1)));
});
afterAll(() => networks.close());

test('is what a card holds: 240×320, grey, JPEG 2000 of about 15 KB', async () => {
  const [face] = await networks.find(picture, 'live');
  if (!face) throw new Error('no face');
  const photo = await asChipPhoto(picture, face.box);
  expect(isJpeg2000(photo)).toBe(true);
  expect(photo.length).toBeGreaterThan(11_000);
  expect(photo.length).toBeLessThan(17_000);
  const { width, height, data } = unwrap(await decodePicture(photo));
  expect({ width, height }).toEqual({ width: 240, height: 320 });
  for (let at = 0; at < data.length; at += 3) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) throw new Error('not grey');
  }
});

test('is cut like a passport photo: the face in the middle, a little more than half as high', async () => {
  const [face] = await networks.find(picture, 'live');
  if (!face) throw new Error('no face');
  const photo = unwrap(await decodePicture(await asChipPhoto(picture, face.box)));
  const [again] = await networks.find(photo, 'photo');
  if (!again) throw new Error('no face in the photo');
  expect(Math.abs(again.box.x + again.box.width / 2 - 120)).toBeLessThan(24);
  expect(again.box.height / 320).toBeGreaterThan(0.4);
  expect(again.box.height / 320).toBeLessThan(0.75);
  const [a, b] = [await networks.embed(picture, face), await networks.embed(photo, again)];
  expect(networks.score(a, b)).toBeLessThan(0.54);
});

test('goes on with the outermost pixels where the cut reaches beyond the picture', async () => {
  const data = new Uint8Array(3 * 60 * 60).fill(90);
  const photo = unwrap(
    await decodePicture(await asChipPhoto({ data, width: 60, height: 60 }, { x: -20, y: -20, width: 90, height: 90 })),
  );
  expect(photo.data.every((value) => Math.abs(value - 90) < 6)).toBe(true);
});

test('shows whom the picture is about: not the larger face at its edge', () => {
  const image = { data: new Uint8Array(), width: 250, height: 250 };
  const face = (x: number, side: number) => ({
    box: { x, y: 80, width: side, height: side },
    confidence: 0.9,
    landmarks: [],
  });
  const [subject, bystander] = [face(80, 90), face(-20, 100)];
  expect(subjectOf(image, [bystander, subject])).toBe(subject);
  expect(subjectOf(image, [])).toBeUndefined();
});
