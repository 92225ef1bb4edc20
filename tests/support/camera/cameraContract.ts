import { expect, test } from 'vitest';
import type { Camera, Frame } from '../../../src/camera/camera.ts';
import { isWholeJpeg } from '../../../src/camera/jpeg.ts';

/** The first `count` pictures of a stream; a bad result throws its number. */
export async function firstFrames(camera: Camera, count: number): Promise<readonly Frame[]> {
  const stop = new AbortController();
  const frames: Frame[] = [];
  for await (const result of camera.stream(stop.signal)) {
    if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.detail}`);
    frames.push(result.value);
    if (frames.length === count) stop.abort();
  }
  return frames;
}

/** What every camera driver promises, simulated or real. */
export function cameraContract(open: () => Camera | Promise<Camera>): void {
  test('gives whole JPEG pictures, numbered from 1 in each stream', async () => {
    const camera = await open();
    for (const _ of ['first stream', 'second stream']) {
      const frames = await firstFrames(camera, 3);
      expect(frames.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      expect(frames.every(({ jpeg }) => isWholeJpeg(jpeg))).toBe(true);
      expect(frames.every(({ takenAt }) => Math.abs(Date.now() - takenAt) < 60_000)).toBe(true);
    }
    await camera.close();
  });

  test('hands every picture over as a copy of its own', async () => {
    const camera = await open();
    const [first, second] = await firstFrames(camera, 2);
    first?.jpeg.fill(0);
    expect(second && isWholeJpeg(second.jpeg)).toBe(true);
    await camera.close();
  });

  test('ends when it is told to, by the caller or by being closed', async () => {
    const camera = await open();
    const stop = new AbortController();
    stop.abort();
    for await (const _ of camera.stream(stop.signal)) throw new Error('a picture after the end');
    await camera.close();
    for await (const _ of camera.stream(new AbortController().signal)) throw new Error('a picture of a closed camera');
  });
}
