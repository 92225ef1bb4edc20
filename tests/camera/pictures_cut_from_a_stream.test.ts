import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { JpegSplitter } from '../../src/camera/jpegSplitter.ts';
import { movingPictures } from '../support/camera/cameras.ts';

const pictures = movingPictures();
const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = pictures;

/** What the splitter makes of `bytes` when they come in pieces of these sizes, over and over. */
function split(bytes: Uint8Array, sizes: readonly number[] = [65_536]) {
  const splitter = new JpegSplitter();
  const out: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    out.push(...splitter.push(Uint8Array.from(bytes.subarray(at, at + size))));
    at += size;
  }
  return { out: texts(out), torn: splitter.torn };
}

/** Comparing texts is a hundred times as fast as comparing buffers. */
function texts(jpegs: readonly Uint8Array[]): readonly string[] {
  return jpegs.map((jpeg) => Buffer.from(jpeg).toString('base64'));
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

describe('torn pictures', () => {
  test.each([
    ['cut in its scan', first.subarray(0, 15_000)],
    ['without an end', first.subarray(0, -2)],
    ['without a scan', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['with a marker that makes no sense', Buffer.concat([first.subarray(0, 2), Buffer.from([0xff, 0x00, 0x01])])],
  ])('%s: dropped and counted, the next one is whole', (_, torn) => {
    expect(split(Buffer.concat([second, torn, second, torn, first]))).toEqual({
      out: texts([second, second, first]),
      torn: 2,
    });
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
