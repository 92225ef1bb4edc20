import { expect, test } from 'vitest';
import { watchedCamera } from '../../src/camera/watched.ts';
import { failed, ok } from '../../src/problem/result.ts';
import {
  hurried,
  insteadOfFfmpeg,
  movingPictures,
  processesWith,
  sourceFile,
  streaming,
  watch,
} from '../support/camera/cameras.ts';

test('when the process behind the camera dies, another one goes on with it', async () => {
  const file = sourceFile(...movingPictures());
  const camera = watchedCamera(streaming(`FILE:${file}`), hurried);
  let killed = 0;
  const { frames, problem } = await watch(camera, ({ length }) => {
    if (length === 5 && killed === 0)
      for (const pid of processesWith(file)) killed += Number(process.kill(pid, 'SIGKILL'));
    return length === 20;
  });
  expect(killed).toBe(1);
  expect(problem).toBeUndefined();
  expect(frames).toHaveLength(20);
  expect(camera.counts()).toMatchObject({ restarts: 1, faults: { vanished: 1 } });
});

test('a source that ends each time is given up with what ffmpeg said', async () => {
  const pictures = sourceFile(...movingPictures());
  const unplugged = insteadOfFfmpeg(`cat ${pictures}; echo '/dev/video0: No such device' >&2; exit 1`);
  const camera = watchedCamera(streaming('/dev/video0', unplugged), hurried);
  const { problem } = await watch(camera);
  expect(problem).toEqual({
    code: 'U-211',
    detail: '/dev/video0: it was unplugged, or its cable is bad (started 2 times)',
  });
  expect(camera.counts()).toMatchObject({ restarts: 1, givenUp: 1, faults: { vanished: 2 } });
});

test('restarts are forgiven once the camera has held for a while', async () => {
  const [picture = Buffer.alloc(0)] = movingPictures();
  const frame = { jpeg: picture, sequence: 1, takenAt: 0 };
  // Each start holds a little longer than it takes to be forgiven, and then fails.
  const camera = watchedCamera(
    {
      name: 'now and then',
      async *stream() {
        yield ok(frame);
        await new Promise((resolve) => setTimeout(resolve, 60));
        yield ok(frame);
        yield failed('U-211', 'unplugged');
      },
      close: async () => undefined,
    },
    { ...hurried, forgivenMs: 40 },
  );
  expect((await watch(camera, ({ length }) => length === 12)).problem).toBeUndefined();
  expect(camera.counts().restarts).toBeGreaterThan(hurried.restarts);
});
