import { expect, test } from 'vitest';
import { watchedCamera } from '../../src/camera/watched.ts';
import { hurried, plainPicture, sourceFile, streaming, watch } from '../support/camera/cameras.ts';

test('a covered lens is told from a frozen one, and staff are asked to uncover it', async () => {
  const file = sourceFile(await plainPicture(0));
  const camera = watchedCamera(streaming(`FILE:${file}`), hurried);
  const { frames, problem } = await watch(camera);
  expect(frames.length).toBeGreaterThan(0);
  expect(problem).toMatchObject({ code: 'U-211', detail: expect.stringMatching(/^black pictures only: .*covered/) });
  expect(camera.counts()).toMatchObject({ restarts: 1, givenUp: 1, faults: { black: 2, frozen: 0 } });
});

test('a black picture now and then is not a covered lens, and neither is a dim room', async () => {
  const [black, dim] = await Promise.all([plainPicture(0), plainPicture(40)]);
  const file = sourceFile(black, black, dim, black, dim, dim, dim);
  const camera = watchedCamera(streaming(`FILE:${file}`), hurried);
  const { problem } = await watch(camera, ({ length }) => length === 30);
  expect(problem).toBeUndefined();
  expect(camera.counts().restarts).toBe(0);
});
