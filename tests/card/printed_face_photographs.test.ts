import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { surveyDay } from '../../scripts/survey/printedFace/surveyCards.ts';
import { specimenLayout } from '../../src/card/printedFace/layout.ts';
import type { PictureReader, PictureReading } from '../../src/card/printedFace/pictureReader.ts';
import { startWorkerPictureReader } from '../../src/card/printedFace/workerPictureReader.ts';
import { seededRandom } from '../../src/kernel/seededRandom.ts';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { type ConditionName, shotUnder } from '../../src/simulator/printedFace/conditions.ts';
import { type DrawnFace, drawFace } from '../../src/simulator/printedFace/drawnFace.ts';
import { photograph } from '../../src/simulator/printedFace/photograph.ts';
import { portraitOf } from '../../src/simulator/printedFace/portrait.ts';
import { person, root } from '../support/card/cardRig.ts';

// The survey (npm run survey:printed-face) looks at hundreds of photographs; this is what must hold every day.

const hanako = person('yamada-hanako');
let pictures: PictureReader;
let face: DrawnFace;
beforeAll(async () => {
  pictures = startWorkerPictureReader(specimenLayout);
  face = await drawFace(hanako, portraitOf(hanako, root));
});
afterAll(() => pictures.close());

const under = (condition: ConditionName, of: DrawnFace | undefined = face, seed = 1) =>
  photograph(of, shotUnder(condition, seededRandom(seed)), seed);
const read = async (condition: ConditionName) => pictures.read(await under(condition), surveyDay);
const textOf = (reading: PictureReading) =>
  reading.kind === 'number' ? Buffer.from(reading.number).toString('latin1') : reading.why;

describe('a photograph of a card', () => {
  test.each(['ideal', 'upside down', 'tilted a little', 'slightly blurred', 'dim', 'everything a little'] as const)(
    'is read right: %s',
    async (condition) => {
      expect(textOf(await read(condition))).toBe(numberBOf(hanako));
    },
  );

  test('is read in the other typeface too', async () => {
    const serif = await drawFace(hanako, { typeface: 'Noto Serif CJK JP' });
    expect(textOf(await pictures.read(await under('ideal', serif), surveyDay))).toBe(numberBOf(hanako));
  });

  test.each(['Noto Sans CJK JP', 'Noto Serif CJK JP'] as const)(
    'with a western birth date is read as it is printed, in %s',
    async (typeface) => {
      const western = { ...hanako, card: { ...hanako.card, yearNotation: 'western' as const } };
      const printed = await drawFace(western, { typeface });
      for (const condition of ['ideal', 'tilted a little', 'dim'] as const) {
        expect(textOf(await pictures.read(await under(condition, printed), surveyDay))).toBe('85041220332285');
      }
    },
  );

  test.each([
    ['glare on the code', ['no-print', 'glare']],
    ['glare on the dates', ['no-print', 'glare']],
    ['blurred', ['no-print', 'doubtful']],
    ['partly outside', ['no-card']],
  ] as const)('is refused, not guessed at: %s', async (condition, reasons) => {
    expect(reasons).toContain(textOf(await read(condition)));
  });

  test('with a reflection on one digit is refused, whatever the digit looks like', async () => {
    const shot = shotUnder('ideal', seededRandom(1));
    const glare = { x: 0.39, y: 0.895, radius: 0.02, strength: 0.5 };
    expect(['glare', 'no-print']).toContain(
      textOf(await pictures.read(await photograph(face, { ...shot, glare }, 1), surveyDay)),
    );
  });

  test('of a card that cannot be in use any more is refused', async () => {
    const later = new Date('2040-01-01T00:00:00Z');
    expect(textOf(await pictures.read(await under('ideal'), later))).toBe('implausible');
  });
});

test('an empty tray has no card', async () => {
  const empty = await photograph(undefined, shotUnder('ideal', seededRandom(1)), 1);
  expect(textOf(await pictures.read(empty, surveyDay))).toBe('no-card');
});

test.each([
  ['no picture at all', new Uint8Array(0)],
  ['noise', Uint8Array.from({ length: 4_096 }, (_, at) => (at * 7_919) & 255)],
])('%s is no picture', async (_, bytes) => {
  expect(textOf(await pictures.read(bytes, surveyDay))).toBe('not-a-picture');
});

test('a torn picture is no picture', async () => {
  const jpeg = await under('ideal');
  expect(textOf(await pictures.read(jpeg.slice(0, jpeg.length / 2), surveyDay))).toBe('not-a-picture');
});

test('the picture is wiped, and the thread of the screen stays free meanwhile', async () => {
  const jpeg = await under('ideal');
  const before = performance.eventLoopUtilization();
  const reading = pictures.read(jpeg, surveyDay);
  expect(jpeg.every((byte) => byte === 0)).toBe(true);
  expect(textOf(await reading)).toBe(numberBOf(hanako));
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.3);
});
