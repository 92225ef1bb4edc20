import { expect, test, vi } from 'vitest';
import type { Camera, Frame } from '../../src/camera/camera.ts';
import { type WarmCamera, warmCamera } from '../../src/camera/warm.ts';
import { failed, ok, type Result } from '../../src/problem/result.ts';
import { eventually, movingPictures, processesWith, sourceFile, streaming, watch } from '../support/camera/cameras.ts';

const idleMs = 300;

function warmFile(): { readonly file: string; readonly camera: WarmCamera } {
  const file = sourceFile(...movingPictures());
  return { file, camera: warmCamera(streaming(`FILE:${file}`), idleMs) };
}

test('the next attempt finds the same process; its pictures are numbered from 1 again', async () => {
  const { file, camera } = warmFile();
  await watch(camera, ({ length }) => length === 3);
  const [process] = processesWith(file);
  expect(process).toBeGreaterThan(0);
  const { frames } = await watch(camera, ({ length }) => length === 3);
  expect(frames.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(processesWith(file)).toEqual([process]);
  await camera.close();
  expect(processesWith(file)).toEqual([]);
});

test('when nobody looks any more its light goes out, and on again for the next patient', async () => {
  const { file, camera } = warmFile();
  await watch(camera, ({ length }) => length === 2);
  expect(await eventually(idleMs + 1_500, () => processesWith(file).length === 0)).toBe(true);
  expect((await watch(camera, ({ length }) => length === 2)).frames).toHaveLength(2);
  await camera.close();
});

test('warmed before it is needed it sends at once, and goes out if it was not needed', async () => {
  const { file, camera } = warmFile();
  camera.warm();
  camera.warm();
  expect(await eventually(1_500, () => processesWith(file).length === 1)).toBe(true);
  expect(await eventually(idleMs + 1_500, () => processesWith(file).length === 0)).toBe(true);
  await camera.close();
  camera.warm();
  expect(processesWith(file)).toEqual([]);
});

test('two who look share one process, and have pictures of their own', async () => {
  const { file, camera } = warmFile();
  const [one, two] = await Promise.all([
    watch(camera, ({ length }) => length === 3),
    watch(camera, ({ length }) => {
      expect(processesWith(file)).toHaveLength(1);
      return length === 6;
    }),
  ]);
  expect([one.frames.length, two.frames.length]).toEqual([3, 6]);
  one.frames[0]?.jpeg.fill(0);
  expect(two.frames.every(({ jpeg }) => jpeg[0] === 0xff)).toBe(true);
  await camera.close();
});

/** A camera that is told what to send, and remembers what it sent. */
function puppet() {
  let send: (result: Result<Frame>) => void = () => undefined;
  let starts = 0;
  const camera: Camera = {
    name: 'puppet',
    async *stream(signal) {
      starts += 1;
      const aborted = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
      for (;;) {
        const sent = new Promise<Result<Frame>>((resolve) => {
          send = resolve;
        });
        const next = await Promise.race([sent, aborted]);
        if (!next) return;
        yield next;
      }
    },
    close: async () => undefined,
  };
  return { camera, starts: () => starts, send: (result: Result<Frame>) => send(result) };
}

function frame(byte: number): Frame {
  return { jpeg: Uint8Array.of(0xff, byte), sequence: 1, takenAt: 0 };
}

test('nobody is shown a picture from before they asked, and such pictures are zeroed', async () => {
  const { camera, send, starts } = puppet();
  const warm = warmCamera(camera, 10_000);
  warm.warm();
  await vi.waitFor(() => expect(starts()).toBe(1));
  const before = frame(1);
  send(ok(before));
  await vi.waitFor(() => expect([...before.jpeg]).toEqual([0, 0]));
  const looking = watch(warm, ({ length }) => length === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  send(ok(frame(2)));
  expect((await looking).frames.map(({ jpeg }) => jpeg[1])).toEqual([2]);
  await warm.close();
});

test('a failure reaches all who look; who looks next starts the camera anew', async () => {
  const { camera, send, starts } = puppet();
  const warm = warmCamera(camera, 10_000);
  const looking = [watch(warm), watch(warm)];
  await vi.waitFor(() => expect(starts()).toBe(1));
  send(failed('U-211', 'gone'));
  expect((await Promise.all(looking)).map(({ problem }) => problem?.detail)).toEqual(['gone', 'gone']);
  const next = watch(warm, ({ length }) => length === 1);
  await vi.waitFor(() => expect(starts()).toBe(2));
  send(ok(frame(3)));
  expect((await next).problem).toBeUndefined();
  await warm.close();
});

test('a bug in the driver is thrown at who looks', async () => {
  const camera: Camera = {
    name: 'broken',
    // biome-ignore lint/correctness/useYield: it breaks before its first picture
    async *stream() {
      throw new Error('a bug');
    },
    close: async () => undefined,
  };
  await expect(watch(warmCamera(camera, 10))).rejects.toThrow('a bug');
});
