import { expect, test } from 'vitest';
import { isWholeJpeg } from '../../src/camera/jpeg.ts';
import { watchedCamera } from '../../src/camera/watched.ts';
import { hurried, insteadOfFfmpeg, movingPictures, sourceFile, streaming, watch } from '../support/camera/cameras.ts';

const pictures = movingPictures();
const [first = Buffer.alloc(0), second = Buffer.alloc(0), third = Buffer.alloc(0)] = pictures;

test('through ffmpeg: no end markers, padding and a foreign header, and every whole picture is seen', async () => {
  const endless = (jpeg: Buffer) => jpeg.subarray(0, -2);
  const header = Buffer.from('RIFF\0\0\0\0AVI LIST');
  const file = sourceFile(header, endless(first), Buffer.alloc(12), endless(second), second.subarray(0, 15_000), third);
  const camera = watchedCamera(streaming(`FILE:${file}`), hurried);
  const { frames, problem } = await watch(camera, ({ length }) => length === 9);
  expect(problem).toBeUndefined();
  expect(frames.every(({ jpeg }) => isWholeJpeg(jpeg) && jpeg.length > 16_000)).toBe(true);
  // As much of each as was there, whatever pads it.
  for (const whole of [first, second, third]) {
    const body = whole.subarray(0, -2);
    expect(frames.some(({ jpeg }) => body.equals(jpeg.subarray(0, body.length)))).toBe(true);
  }
  expect(camera.counts().restarts).toBe(0);
});

test('a camera of one picture each time it is opened is opened again and again, and counts as sound', async () => {
  const next = sourceFile(Buffer.from('0'));
  const files = pictures.map((jpeg) => sourceFile(jpeg.subarray(0, -2))).join(' ');
  const oneFrame = insteadOfFfmpeg(
    `n=$(cat ${next}); set -- ${files}; shift $((n % 6)); echo $((n + 1)) > ${next}; cat $1`,
  );
  const camera = watchedCamera(streaming('/dev/video0', oneFrame), hurried);
  const { frames, problem } = await watch(camera, ({ length }) => length === 8);
  expect(problem).toBeUndefined();
  expect(frames.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(camera.counts()).toMatchObject({ restarts: 0, faults: { vanished: 0 } });
});

test('one that gives the same picture each time is frozen all the same', async () => {
  const oneFrame = insteadOfFfmpeg(`cat ${sourceFile(first)}`);
  const camera = watchedCamera(streaming('/dev/video0', oneFrame), hurried);
  const { problem } = await watch(camera);
  expect(problem?.detail).toMatch(/^the same picture all the time/);
});

test('one that ends well without a picture is none', async () => {
  const camera = watchedCamera(streaming('/dev/video0', insteadOfFfmpeg('exit 0')), hurried);
  const { problem } = await watch(camera);
  expect(problem?.detail).toMatch(/ffmpeg ended with code 0/);
  expect(camera.counts().faults.vanished).toBe(2);
});
