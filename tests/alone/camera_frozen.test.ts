import { expect, test } from 'vitest';
import { watchedCamera } from '../../src/camera/watched.ts';
import { hurried, movingPictures, pictureFile, sourceFile, streaming, watch } from '../support/camera/cameras.ts';

test('a camera that repeats itself is started again, and given up when that does not help', async () => {
  const camera = watchedCamera(streaming(`FILE:${pictureFile()}`), hurried);
  const { frames, problem } = await watch(camera);
  expect(frames.length).toBeGreaterThan(4);
  expect(problem).toMatchObject({ code: 'U-211', detail: expect.stringMatching(/^the same picture all the time/) });
  expect(camera.counts()).toMatchObject({ restarts: 1, givenUp: 1, faults: { frozen: 2 } });
});

test('a person who stands still is not a frozen camera', async () => {
  const camera = watchedCamera(streaming(`FILE:${sourceFile(...movingPictures())}`), hurried);
  const { problem } = await watch(camera, ({ length }) => length === 30);
  expect(problem).toBeUndefined();
  expect(camera.counts().restarts).toBe(0);
});

test('a picture in a file may stand still for ever', async () => {
  const limits = { ...hurried, frozenMs: Number.POSITIVE_INFINITY };
  const camera = watchedCamera(streaming(`FILE:${pictureFile()}`), limits);
  expect((await watch(camera, ({ length }) => length === 30)).problem).toBeUndefined();
});
