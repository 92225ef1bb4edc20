import { expect, test } from 'vitest';
import type { Camera } from '../../src/camera/camera.ts';
import { watchedCamera } from '../../src/camera/watched.ts';
import {
  hurried,
  insteadOfFfmpeg,
  movingPictures,
  sourceFile,
  streaming,
  testFolder,
  watch,
} from '../support/camera/cameras.ts';

test('a camera whose first picture does not come is started again, then given up', async () => {
  const camera = watchedCamera(streaming('TEST', insteadOfFfmpeg('exec sleep 60')), {
    ...hurried,
    firstPictureMs: 200,
  });
  const began = performance.now();
  const { frames, problem } = await watch(camera);
  expect(frames).toEqual([]);
  expect(problem).toMatchObject({ code: 'U-211', detail: expect.stringMatching(/^no picture in time/) });
  expect(camera.counts()).toMatchObject({ restarts: 1, givenUp: 1, faults: { late: 2 } });
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('a camera that stops in the middle is started again, and the numbers of its pictures go on', async () => {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = movingPictures();
  const startedOnce = `${testFolder()}/started`;
  const pictures = sourceFile(first, second);
  // Hangs after two pictures at its first start, and is well at its second.
  const flaky = insteadOfFfmpeg(
    `if [ -e ${startedOnce} ]; then exec ffmpeg "$@"; fi; touch ${startedOnce}; cat ${pictures}; exec sleep 60`,
  );
  const camera = watchedCamera(streaming(`FILE:${sourceFile(...movingPictures())}`, flaky), hurried);
  const { frames, problem } = await watch(camera, ({ length }) => length === 10);
  expect(problem).toBeUndefined();
  expect(frames.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(camera.counts()).toMatchObject({ restarts: 1, givenUp: 0, faults: { late: 1 } });
});

test("the time that the caller takes is not the camera's", async () => {
  const camera = watchedCamera(streaming(`FILE:${sourceFile(...movingPictures())}`), hurried);
  let taken = 0;
  for await (const result of camera.stream(new AbortController().signal)) {
    expect(result.ok).toBe(true);
    taken += 1;
    if (taken === 3) break;
    await new Promise((resolve) => setTimeout(resolve, 2 * hurried.nextPictureMs));
  }
  expect(camera.counts().restarts).toBe(0);
});

test('a driver that does not even end when told to is left behind', async () => {
  const deaf: Camera = {
    name: 'deaf',
    async *stream() {
      await new Promise(() => undefined);
    },
    close: async () => undefined,
  };
  const camera = watchedCamera(deaf, { ...hurried, firstPictureMs: 100, restarts: 0 });
  expect((await watch(camera)).problem?.detail).toMatch(/^no picture in time/);
});
