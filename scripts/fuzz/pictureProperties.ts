import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PictureJudge } from '../../src/camera/pictureJudge.ts';
import { decodePicture } from '../../src/face/decodePicture.ts';
import type { FuzzProperty } from './fuzz.ts';

/** What the process may hold above what it held at first, whatever it was given: the codec's bound and room to work. */
const mostGrowthBytes = 400_000_000;
/** The largest side that is let in, and what a picture of it takes as RGB. */
const mostDecodedBytes = 3 * 4_096 * 2_304;

/** Chips' photos and cameras' frames of the fixture people, damaged where their structure is and anywhere else. */
export function pictureProperties(root: string): readonly FuzzProperty[] {
  const of = (file: string) => readFileSync(join(root, 'fixtures', 'people', 'abe-naoki', file));
  const chip = disturbed([of('chip.jp2'), readFileSync(join(root, 'fixtures', 'card', 'pattern-24x32.jp2'))]);
  const frame = disturbed([of('frame-1.jpg')]);
  const judge = new PictureJudge({ blackMs: 1, frozenMs: 1, lookEveryMs: 0 });
  return [
    { name: 'photos of chips', share: 0.5, property: fc.asyncProperty(chip, decoded) },
    { name: 'frames for the face', share: 0.3, property: fc.asyncProperty(frame, decoded) },
    {
      name: 'frames at the camera’s edge',
      share: 0.2,
      property: fc.asyncProperty(frame, async (bytes) => {
        await judge.judge({ jpeg: bytes, isMended: bytes.length % 2 === 0 }, performance.now());
        assertGrowth();
      }),
    },
  ];
}

async function decoded(bytes: Uint8Array): Promise<void> {
  const outcome = await decodePicture(bytes);
  if (outcome.ok) {
    const { data, width, height } = outcome.value;
    if (data.length !== 3 * width * height) throw new Error('not as many pixels as it says');
    if (data.length > mostDecodedBytes) throw new Error('more pixels than are let in');
  } else if (outcome.problem.code !== 'U-212') {
    throw new Error(`refused with ${outcome.problem.code}`);
  }
  assertGrowth();
}

/** Half of the damage goes into the headers, some of it as large numbers; some pictures are cut off. */
function disturbed(genuine: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.nat(),
    isInHeader: fc.boolean(),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc.constantFrom(Uint8Array.of(0xff, 0xff), Uint8Array.of(0, 0, 0, 0), Uint8Array.of(0x7f, 0xff, 0xff, 0xff)),
    ),
  });
  return fc
    .tuple(
      fc.constantFrom(...genuine),
      fc.array(change, { minLength: 1, maxLength: 5 }),
      fc.option(fc.nat(), { freq: 5 }),
    )
    .map(([picture, changes, cut]) => {
      const copy = Uint8Array.from(picture);
      for (const { at, isInHeader, bytes } of changes) {
        const place = at % Math.min(copy.length - 4, isInHeader ? 240 : copy.length);
        copy.set(bytes, place);
      }
      return cut === null ? copy : copy.subarray(0, cut % (copy.length + 1));
    });
}

let heldAtFirst: number | undefined;

function assertGrowth(): void {
  const { rss } = process.memoryUsage();
  heldAtFirst ??= rss;
  if (rss - heldAtFirst > mostGrowthBytes) throw new Error(`the process has grown by ${rss - heldAtFirst} bytes`);
}
