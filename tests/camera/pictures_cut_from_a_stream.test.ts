import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type CutPicture, JpegSplitter } from '../../src/camera/jpegSplitter.ts';
import { PictureJudge, type PictureVerdict } from '../../src/camera/pictureJudge.ts';
import { movingPictures } from '../support/camera/cameras.ts';

const pictures = movingPictures();
const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = pictures;

/** What the splitter makes of `bytes` when they come in pieces of these sizes, over and over. */
function split(bytes: Uint8Array, sizes: readonly number[] = [65_536]) {
  const splitter = new JpegSplitter();
  const out: CutPicture[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    out.push(...splitter.push(Uint8Array.from(bytes.subarray(at, at + size))));
    at += size;
  }
  return { out: texts(out), torn: splitter.torn };
}

/** Comparing texts is a hundred times as fast as comparing buffers. */
function texts(pictures: readonly (Uint8Array | CutPicture)[]): readonly string[] {
  return pictures.map((each) => Buffer.from('jpeg' in each ? each.jpeg : each).toString('base64'));
}

const judge = () => new PictureJudge({ blackMs: 1_000, frozenMs: 1_000, lookEveryMs: 1_000 });

/** What the kiosk makes of each picture of `bytes`, the last one included. */
async function judged(bytes: Uint8Array): Promise<readonly (readonly [boolean, PictureVerdict])[]> {
  const splitter = new JpegSplitter();
  const one = judge();
  const verdicts: [boolean, PictureVerdict][] = [];
  for (const cut of [...splitter.push(Uint8Array.from(bytes)), ...splitter.end()]) {
    verdicts.push([cut.isMended, await one.judge(cut, 0)]);
  }
  return verdicts;
}

/** A segment with this marker. */
function segment(code: number, content: Uint8Array): Buffer {
  const size = content.length + 2;
  return Buffer.concat([Buffer.from([0xff, code, size >> 8, size & 0xff]), content]);
}

function withSegment(jpeg: Buffer, code: number, content: Uint8Array): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segment(code, content), jpeg.subarray(2)]);
}

describe('whole pictures', () => {
  test('come out as they went in, however the pipe cuts them', () => {
    const stream = Buffer.concat(pictures);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        // Steps of a few bytes through all of it would take minutes; small ones are mixed in.
        expect(split(stream, [...sizes, 30_000])).toEqual({ out: texts(pictures), torn: 0 });
      }),
      { numRuns: 50 },
    );
    expect(split(first, [1])).toEqual({ out: texts([first]), torn: 0 });
  });

  test('keep the thumbnail inside them to themselves', async () => {
    const thumbnail = await sharp(first).resize(160).jpeg().toBuffer();
    const jpeg = withSegment(first, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), thumbnail]));
    expect(split(Buffer.concat([jpeg, second]))).toEqual({ out: texts([jpeg, second]), torn: 0 });
  });

  test('may hold the bytes of an end in a segment, restart markers, fill bytes, several scans, padding behind', async () => {
    const comment = withSegment(first, 0xfe, Buffer.from([0xff, 0xd9, 0xff, 0xd8, 0xff]));
    const progressive = await sharp(first).jpeg({ progressive: true }).toBuffer();
    const filled = Buffer.concat([first.subarray(0, 2), Buffer.from([0xff, 0xff]), first.subarray(2)]);
    const restarts = Buffer.concat([
      first.subarray(0, -2),
      Buffer.from([0xff, 0xd0, 0x12, 0xff, 0xd7, 0x34, 0xff, 0xd9]),
    ]);
    const all = [comment, progressive, filled, restarts];
    const padded = all.flatMap((jpeg) => [jpeg, Buffer.alloc(37)]);
    expect(split(Buffer.concat(padded), [1_000])).toEqual({ out: texts(all), torn: 0 });
  });
});

describe('a camera that leaves the end out', () => {
  const endless = (jpeg: Buffer) => jpeg.subarray(0, -2);

  test('a picture ends where the next begins, however the pipe cuts it, and the last one with the stream', () => {
    const splitter = new JpegSplitter();
    const out = [1_000, 1, 30_000, 7].flatMap((size) => {
      const stream = Buffer.concat([endless(first), endless(second), endless(first)]);
      const pieces: CutPicture[] = [];
      for (let at = 0; at < stream.length; at += size * 40)
        pieces.push(...splitter.push(Uint8Array.from(stream.subarray(at, at + size * 40))));
      return [...pieces, ...splitter.end()];
    });
    expect(texts(out)).toEqual(
      texts([first, second, first, first, second, first, first, second, first, first, second, first]),
    );
    expect(out.every(({ isMended }) => isMended)).toBe(true);
    expect(splitter.torn).toBe(0);
  });

  test.each([
    ['nothing between', Buffer.alloc(0)],
    ['zeroes between', Buffer.alloc(37)],
    ['filler between', Buffer.alloc(9, 0xff)],
    ['the header of an AVI chunk between', Buffer.from('00dc\x10\x20\x00\x00')],
  ])('%s: each is fine', async (_, between) => {
    const header = Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST'), Buffer.alloc(2_000, 'idx1')]);
    const stream = Buffer.concat([header, endless(first), between, endless(second), between]);
    expect(await judged(stream)).toEqual([
      [true, 'fine'],
      [true, 'fine'],
    ]);
  });

  test('what is cut short inside a segment is no picture', () => {
    const splitter = new JpegSplitter();
    splitter.push(Uint8Array.from(first.subarray(0, 200)));
    expect(splitter.end()).toEqual([]);
    const behindScan = Buffer.concat([endless(first), Buffer.from([0xff, 0xfe, 0x20, 0x00, 1, 2])]);
    splitter.push(Uint8Array.from(behindScan));
    expect(splitter.end()).toEqual([]);
  });
});

describe('torn pictures', () => {
  test.each([
    ['without a scan', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['with a marker that makes no sense', Buffer.concat([first.subarray(0, 2), Buffer.from([0xff, 0x00, 0x01])])],
  ])('%s: dropped and counted, the next one is whole', (_, torn) => {
    expect(split(Buffer.concat([second, torn, second, torn, first]))).toEqual({
      out: texts([second, second, first]),
      torn: 2,
    });
  });

  test('cut in its scan: given out as one without an end, and dropped where it is decoded, each of them', async () => {
    const cut = first.subarray(0, 15_000);
    expect(await judged(Buffer.concat([second, cut, cut, second, cut]))).toEqual([
      [false, 'fine'],
      [true, 'torn'],
      [true, 'torn'],
      [false, 'fine'],
      [true, 'torn'],
    ]);
  });

  test('cut in a segment: one more goes with it at most', () => {
    const { out, torn } = split(Buffer.concat([first.subarray(0, 30), second, first, second]));
    expect(out.slice(-2)).toEqual(texts([first, second]));
    expect(torn).toBeGreaterThan(0);
  });

  test('of endless length: memory stays bounded, and pictures come again', () => {
    const splitter = new JpegSplitter();
    splitter.push(Uint8Array.from(first.subarray(0, 15_000)));
    for (let megabyte = 0; megabyte < 20; megabyte += 1) splitter.push(Buffer.alloc(1 << 20, 0x55));
    expect(splitter.torn).toBe(1);
    expect(texts(splitter.push(Uint8Array.from(second)))).toEqual(texts([second]));
  });

  test('garbage without any marker is let go at once', () => {
    const splitter = new JpegSplitter();
    for (let megabyte = 0; megabyte < 20; megabyte += 1) splitter.push(Buffer.alloc(1 << 20, 0x55));
    expect(splitter.torn).toBe(0);
    expect(splitter.end()).toEqual([]);
    expect(texts(splitter.push(Uint8Array.from(second)))).toEqual(texts([second]));
  });

  test('noise never throws, and never becomes a picture without a beginning and an end', () => {
    const bytes = fc.array(fc.constantFrom(0xff, 0xd8, 0xd9, 0xda, 0xd0, 0xc0, 0x00, 0x02, 0x55), { maxLength: 400 });
    fc.assert(
      fc.property(bytes, (noise) => {
        for (const text of split(Buffer.from(noise), [7]).out) {
          const jpeg = Buffer.from(text, 'base64');
          expect([...jpeg.subarray(0, 2), ...jpeg.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
        }
      }),
    );
  });
});

test('the bytes of a face do not stay where they passed through', () => {
  const splitter = new JpegSplitter();
  const chunk = Uint8Array.from(first);
  splitter.push(chunk);
  expect(chunk.every((byte) => byte === 0)).toBe(true);
});
