import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Camera } from '../../src/camera/camera.ts';
import { specimenLayout } from '../../src/card/printedFace/layout.ts';
import type { Outline, PictureReader, PictureReading } from '../../src/card/printedFace/pictureReader.ts';
import {
  createPrintedFaceReader,
  type PrintedFaceReaderOptions,
} from '../../src/card/printedFace/printedFaceReader.ts';
import { startWorkerPictureReader } from '../../src/card/printedFace/workerPictureReader.ts';
import { failed, ok } from '../../src/problem/result.ts';
import { digits, unhurried } from '../support/card/cardRig.ts';

const right = '60041220332285';
const misread = '60041220332235';

/** A camera whose pictures are these texts, then no more. */
function cameraOf(pictures: readonly string[], pauseMs = 0): Camera {
  return {
    name: 'pictures of words',
    async *stream(signal) {
      for (const [index, text] of pictures.entries()) {
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        yield ok({ jpeg: digits(text), sequence: index + 1, takenAt: 0 });
      }
    },
    close: async () => undefined,
  };
}

/** Reads what the camera above has written: the number after the picture's own name, nothing where there is none. */
class WordReader implements PictureReader {
  readonly given: Uint8Array[] = [];
  asked = 0;
  private readonly endsOnBirthday: boolean;

  constructor(endsOnBirthday = true) {
    this.endsOnBirthday = endsOnBirthday;
  }

  async read(jpeg: Uint8Array): Promise<PictureReading> {
    this.asked += 1;
    const [, text] = Buffer.from(jpeg).toString('latin1').split(' ');
    jpeg.fill(0);
    if (text === 'broken') return { kind: 'nothing', why: 'engine-failed' };
    if (!text) return { kind: 'nothing', why: 'no-print' };
    const number = digits(text);
    this.given.push(number);
    return { kind: 'number', number, endsOnBirthday: this.endsOnBirthday };
  }

  async outline(): Promise<Outline> {
    return 'unknown';
  }

  async close(): Promise<void> {}
}

async function look(
  texts: readonly string[],
  options: Partial<PrintedFaceReaderOptions> & { pictures?: WordReader } = {},
): Promise<{ readonly sent: string | undefined; readonly pictures: WordReader }> {
  const pictures = options.pictures ?? new WordReader();
  const reader = createPrintedFaceReader({ camera: cameraOf(texts), ...options, pictures });
  onTestFinished(() => reader.close());
  const number = await reader.readNumberB(unhurried);
  return { sent: number && Buffer.from(number).toString('latin1'), pictures };
}

const wiped = Array(14).fill(0);

describe('the printed face gives a number', () => {
  test('that two pictures tell alike, and looks no longer', async () => {
    const { sent, pictures } = await look(['a', `b ${right}`, 'c', `d ${right}`, `e ${misread}`]);
    expect(sent).toBe(right);
    expect(pictures.asked).toBe(4);
    expect(pictures.given.map((each) => Buffer.from(each).toString('latin1'))).toEqual([
      right,
      wiped.map(() => '\0').join(''),
    ]);
  });

  test('only from three pictures where the card does not end on a birthday, which would have confirmed month and day', async () => {
    const two = new WordReader(false);
    expect((await look([`a ${right}`, `b ${right}`], { pictures: two })).sent).toBeUndefined();
    const three = new WordReader(false);
    expect((await look([`a ${right}`, `b ${right}`, `c ${right}`], { pictures: three })).sent).toBe(right);
  });
});

describe('the printed face gives nothing, and wipes what it has read,', () => {
  test.each([
    ['when one picture only tells it', [`a ${right}`, 'b', 'c']],
    ['when two pictures differ, whatever comes after', [`a ${right}`, `b ${misread}`, `c ${right}`, `d ${right}`]],
    ['when the same picture comes twice', [`a ${right}`, `a ${right}`, `a ${right}`]],
    ['when no picture comes', []],
  ])('%s', async (_, texts) => {
    const { sent, pictures } = await look(texts);
    expect(sent).toBeUndefined();
    for (const number of pictures.given) expect([...number]).toEqual(wiped);
  });

  test('when time is up, also while a picture is being read', async () => {
    let release: (reading: PictureReading) => void = () => undefined;
    const slow: PictureReader = {
      read: () => new Promise((resolve) => (release = resolve)),
      outline: async () => 'unknown',
      close: async () => undefined,
    };
    const reader = createPrintedFaceReader({ camera: cameraOf(['a', 'b']), pictures: slow, readingMs: 50 });
    expect(await reader.readNumberB(unhurried)).toBeUndefined();
    const late = digits(right);
    release({ kind: 'number', number: late, endsOnBirthday: true });
    await delay(0);
    expect([...late]).toEqual(wiped);
  });

  test.each([
    ['before', 0],
    ['while', 100],
  ])('when the card is taken away %s it looks', async (_, afterMs) => {
    const pictures = new WordReader();
    const camera = cameraOf(
      Array.from({ length: 100 }, (_, index) => `${index}`),
      20,
    );
    const reader = createPrintedFaceReader({ camera, pictures });
    const signal = afterMs === 0 ? AbortSignal.abort() : AbortSignal.timeout(afterMs);
    const began = performance.now();
    expect(await reader.readNumberB(signal)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('when it is closed while it looks', async () => {
    const camera = cameraOf(
      Array.from({ length: 100 }, (_, index) => `${index}`),
      20,
    );
    const reader = createPrintedFaceReader({ camera, pictures: new WordReader() });
    const reading = reader.readNumberB(unhurried);
    await reader.close();
    expect(await reading).toBeUndefined();
  });

  test('when the camera fails, and says by number why', async () => {
    const camera: Camera = {
      name: 'dead',
      async *stream() {
        yield failed('U-211', 'no device');
      },
      close: async () => undefined,
    };
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    expect((await look([], { camera, log })).sent).toBeUndefined();
    expect(lines.join()).toContain('"code":"U-211"');
  });

  test('when the engine fails a second time: it is not installed, or not well', async () => {
    const { sent, pictures } = await look(['a broken', 'b broken', `c ${right}`, `d ${right}`]);
    expect(sent).toBeUndefined();
    expect(pictures.asked).toBe(2);
  });
});

test('the log has reasons and times, and no digit of the card', async () => {
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(line) });
  await look(['a', `b ${right}`, `c ${right}`], { log });
  await look([`a ${right}`, `b ${misread}`], { log });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ read: true, contradicted: false, refusals: { 'no-print': 1 } }),
    expect.objectContaining({ read: false, contradicted: true, refusals: {} }),
  ]);
  expect(lines.join()).not.toMatch(/6004|2033|2285|2235/);
});

test('a worker that dies costs the picture it had, and the next one has a new worker', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-printed-face-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dying = join(folder, 'dying.mjs');
  const well = join(folder, 'well.mjs');
  writeFileSync(
    dying,
    "import { parentPort } from 'node:worker_threads'; parentPort.once('message', () => process.exit(3));",
  );
  writeFileSync(
    well,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ id }) => parentPort.postMessage({ id, answer: { kind: 'nothing', why: 'no-card' } }));`,
  );
  const file = join(folder, 'worker.mjs');
  copyFileSync(dying, file);
  const lost: string[] = [];
  const pictures = startWorkerPictureReader(specimenLayout, (reason) => lost.push(reason), file);
  onTestFinished(() => pictures.close());
  const picture = digits('picture');
  expect(await pictures.read(picture, new Date())).toEqual({ kind: 'nothing', why: 'engine-failed' });
  expect([...picture]).toEqual(Array(7).fill(0));
  expect(lost).toEqual(['ended with 3']);
  copyFileSync(well, file);
  expect(await pictures.read(digits('picture'), new Date())).toEqual({ kind: 'nothing', why: 'no-card' });
});
