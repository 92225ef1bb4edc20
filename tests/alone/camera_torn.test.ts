import { expect, test } from 'vitest';
import { isWholeJpeg } from '../../src/camera/jpeg.ts';
import { watchedCamera } from '../../src/camera/watched.ts';
import { hurried, insteadOfFfmpeg, movingPictures, sourceFile, streaming, watch } from '../support/camera/cameras.ts';

const [first = Buffer.alloc(0), second = Buffer.alloc(0), third = Buffer.alloc(0)] = movingPictures();

test('torn pictures among whole ones are dropped; the stream goes on', async () => {
  const file = sourceFile(first, second.subarray(0, 15_000), second, third.subarray(0, 9_000), third);
  const camera = watchedCamera(streaming(`FILE:${file}`), hurried);
  const { frames, problem } = await watch(camera, ({ length }) => length === 9);
  expect(problem).toBeUndefined();
  const whole = [first, second, third];
  expect(frames.every(({ jpeg }) => isWholeJpeg(jpeg) && whole.some((each) => each.equals(jpeg)))).toBe(true);
  expect(camera.counts().restarts).toBe(0);
});

test('when nothing but torn pictures comes, staff read about the cable', async () => {
  const file = sourceFile(first.subarray(0, 15_000), second.subarray(0, 15_000), third.subarray(0, 15_000));
  const camera = watchedCamera(streaming(`FILE:${file}`), { ...hurried, firstPictureMs: 4_000 });
  const { frames, problem } = await watch(camera);
  expect(frames).toEqual([]);
  expect(problem).toMatchObject({ code: 'U-211', detail: expect.stringMatching(/^torn pictures only: .*cable/) });
  expect(camera.counts()).toMatchObject({ restarts: 1, givenUp: 1, faults: { torn: 2, late: 0 } });
});

test('what begins and ends like a picture and is none is torn too', async () => {
  const hollow = Buffer.concat([first.subarray(0, 2), Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])]);
  const sender = insteadOfFfmpeg(`while cat ${sourceFile(hollow)}; do sleep 0.03; done`);
  const camera = watchedCamera(streaming('TEST', sender), { ...hurried, firstPictureMs: 2_000 });
  const { frames, problem } = await watch(camera);
  expect(frames).toEqual([]);
  expect(problem?.detail).toMatch(/^torn pictures only/);
});
