import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openPicture } from '../../src/camera/boundedPicture.ts';
import { pngWithoutWords } from '../../src/camera/pngWithoutWords.ts';
import { chunk } from '../support/bombs/pictures.ts';

/** What an image program writes beside the picture, put right behind the header as all of them do. */
function worded(png: Buffer, ...words: Buffer[]): Buffer {
  const header = 33;
  return Buffer.concat([png.subarray(0, header), ...words, png.subarray(header)]);
}

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#3366cc' } })
    .png()
    .toBuffer();
const packed = deflateSync(Buffer.alloc(1_000, 0x20));
const comment = chunk('zTXt', Buffer.concat([Buffer.from('Raw profile type exif\0\0'), packed]));
const profile = chunk('iCCP', Buffer.concat([Buffer.from('Display P3\0\0'), packed]));
const unicode = chunk('iTXt', Buffer.concat([Buffer.from('Title\0\x01\0ja\0\0'), packed]));
const plain = chunk('tEXt', Buffer.from('Software\0Paint'));

test('a picture with packed words beside it is decoded as the one without them', async () => {
  const png = await picture();
  const saved = worded(png, comment, profile, unicode, plain);
  expect(Buffer.from(pngWithoutWords(saved))).toEqual(worded(png, plain));
  const pixels = await openPicture(png)?.raw().toBuffer();
  expect(await openPicture(saved)?.raw().toBuffer()).toEqual(pixels);
  expect(pixels).toHaveLength(40 * 30 * 3);
});

test('what has none, is no PNG, or ends in the middle of one is handed through', async () => {
  const png = await picture();
  const jpeg = await sharp(png).jpeg().toBuffer();
  for (const bytes of [png, jpeg, Buffer.alloc(0), png.subarray(0, 37), png.subarray(0, 60)]) {
    expect(pngWithoutWords(bytes)).toBe(bytes);
  }
});

test('a comment that claims to go on beyond the end takes the rest along, and nothing before it', async () => {
  const png = await picture();
  const endless = Buffer.from(comment);
  endless.writeUInt32BE(0xffff_ffff, 0);
  expect(Buffer.from(pngWithoutWords(worded(png, endless)))).toEqual(png.subarray(0, 33));
});
