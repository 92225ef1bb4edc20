import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePicture } from '../../src/face/decodePicture.ts';
import type { FaceEngine } from '../../src/face/engine.ts';
import { startWorkerEngine } from '../../src/face/workerEngine.ts';
import { unwrap } from '../../src/problem/result.ts';
import {
  box,
  codestreamOf,
  jp2Of,
  paletteBoxes,
  withLayersInTile,
} from '../../src/simulator/card/badChips/jpeg2000.ts';
import { costOf, leastCostOf } from '../support/bombs/costOf.ts';
import {
  blankPng,
  jpegOfManyScans,
  jpegThatClaims,
  jpegWithTwoFrames,
  pngWithLongWords,
} from '../support/bombs/pictures.ts';
import { chipPhotoOf, frameOf, photographed } from '../support/face/faces.ts';

const [somebody = ''] = photographed;
const chip = { width: 240, height: 320 };
const hall = { width: 16_000, height: 16_000 };
/** A box in which a small codestream lies for whoever looks for one. */
const decoy = box('free', codestreamOf(chip));

/** Each is up to 60 KB, and would take gigabytes or minutes; `at the codec` where only its bounds hold it. */
const bombs: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  'a header box smaller than the codestream': () => jp2Of(codestreamOf(hall), chip),
  'a small codestream before the large one': () => jp2Of(codestreamOf(hall), hall, decoy),
  'a small codestream before it, in boxes that agree': () => jp2Of(codestreamOf(hall), chip, decoy),
  'a bare codestream': () => codestreamOf({ width: 30_000, height: 30_000 }),
  'a narrow and endless picture': () => codestreamOf({ width: 1, height: 0xffff_fff0 }),
  'twelve components': () => codestreamOf({ width: 4_000, height: 4_000, components: 12 }),
  '16,384 components': () => codestreamOf({ width: 100, height: 100, components: 16_384 }),
  '65,535 layers': () => codestreamOf({ ...chip, layers: 65_535, levels: 32 }),
  'precincts of two pixels': () => codestreamOf({ width: 1_000, height: 1_000, layers: 60, precinct: 2 }),
  'a tile for each pixel': () => codestreamOf({ ...chip, tileSide: 1, tileParts: 3_000 }),
  'samples of 38 bits': () => codestreamOf({ ...chip, bits: 38 }),
  'a component a 255th as wide': () => codestreamOf({ width: 1_000, height: 1_000, step: 255 }),
  'a palette of 255 columns': () =>
    jp2Of(codestreamOf({ width: 1_024, height: 1_024, components: 4 }), chip, paletteBoxes(50)),
  'no tile at all, at the codec': () => codestreamOf({ ...chip, tileParts: 0 }),
  'layers in the tile’s own header, at the codec': () =>
    withLayersInTile(codestreamOf({ width: 1_024, height: 1_024 })),
  'a JPEG of 65,500 × 65,500': () => jpegThatClaims(65_500, 65_500),
  'a JPEG with a second, larger frame': () => jpegWithTwoFrames(),
  'a JPEG of 3,000 scans': () => jpegOfManyScans(640, 300),
  'a PNG of 20,000 × 20,000': () => blankPng(20_000, 20_000),
  'a PNG with 80 MB of words': () => pngWithLongWords(40_000_000),
  'a drawing that names other files': () =>
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"><rect width="9" height="9"/></svg>',
    ),
  'a TIFF': () => Buffer.from('49492a0008000000', 'hex'),
};

const allowed = { peakBytes: 200_000_000, stalledMs: 50 };

let engine: FaceEngine;
beforeAll(async () => {
  engine = startWorkerEngine({ profile: 'embedded' });
  unwrap(await engine.enrol(chipPhotoOf(somebody)));
});
afterAll(() => engine.close());

describe('a chip whose photo is a bomb', () => {
  test.each(Object.entries(bombs))('%s: U-212, and neither memory nor this thread feel it', async (_, make) => {
    const bomb = await make();
    const { value, peakBytes, stalledMs } = await leastCostOf(
      () => engine.enrol(Uint8Array.from(bomb)),
      allowed.stalledMs,
    );
    expect(value).toMatchObject({ ok: false, problem: { code: 'U-212' } });
    expect(peakBytes).toBeLessThan(allowed.peakBytes);
    expect(stalledMs).toBeLessThan(allowed.stalledMs);
  });

  test('the next patient is recognised as ever', async () => {
    expect((await engine.enrol(codestreamOf({ ...chip, tileParts: 0 }))).ok).toBe(false);
    unwrap(await engine.enrol(chipPhotoOf(somebody)));
    expect(unwrap(await engine.look(frameOf(somebody, 1)))).toMatchObject({ kind: 'face' });
  });

  test('ten in a row leave nothing behind', async () => {
    const bomb = withLayersInTile(codestreamOf({ width: 1_024, height: 1_024 }));
    const { peakBytes } = await costOf(async () => {
      for (let time = 0; time < 10; time++) await engine.enrol(Uint8Array.from(bomb));
    });
    expect(peakBytes).toBeLessThan(allowed.peakBytes);
  });
});

describe('a photo that is large, and honest', () => {
  test.each([1, 3])('is decoded: %i components at the limit', async (components) => {
    const photo = jp2Of(codestreamOf({ width: 1_024, height: 1_024, components }), { width: 1_024, height: 1_024 });
    const { data, width, height } = unwrap(await decodePicture(photo));
    expect([width, height]).toEqual([1_024, 1_024]);
    expect(data.length).toBe(3 * 1_024 * 1_024);
  });
});
