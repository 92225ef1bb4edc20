import { expect, onTestFinished, test } from 'vitest';
import type { Camera } from '../../src/camera/camera.ts';
import { warmCamera } from '../../src/camera/warm.ts';
import { createFaceMatcher } from '../../src/face/openFaceMatcher.ts';
import { faceLook, Onlooker, PlayedCamera, ScriptedEngine } from '../support/face/faces.ts';

/** A device that counts how often it was started, and how many of its starts still run. */
class CountedDevice implements Camera {
  readonly name = 'counted';
  starts = 0;
  running = 0;
  private readonly played = new PlayedCamera([new Uint8Array([1, 2, 3])]);

  async *stream(signal: AbortSignal): ReturnType<Camera['stream']> {
    this.starts += 1;
    this.running += 1;
    try {
      yield* this.played.stream(signal);
    } finally {
      this.running -= 1;
    }
  }

  close(): Promise<void> {
    return this.played.close();
  }
}

function rig(idleMs: number) {
  const device = new CountedDevice();
  const camera = warmCamera(device, idleMs);
  const engine = new ScriptedEngine([1, 2, 3, 4, 5].map((moment) => faceLook(0.6, { moment })));
  const matcher = createFaceMatcher({ engine, camera, attemptMs: 5_000, challenge: 'off' });
  onTestFinished(async () => {
    await matcher.close();
    await camera.close();
  });
  return { device, engine, matcher };
}

const { signal } = new AbortController();
const photo = () => ({ bytes: new Uint8Array([9]), format: 'jpeg2000' }) as const;

test('while nobody stands there no camera runs and nothing is looked at', async () => {
  const { device, engine } = rig(50);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect({ starts: device.starts, looked: engine.looked.length }).toEqual({ starts: 0, looked: 0 });
});

test('a card wakes the camera while its photo is enrolled, and the attempt goes on with that start', async () => {
  const { device, matcher } = rig(5_000);
  await matcher.enrol(photo(), signal);
  await expect.poll(() => device.starts).toBe(1);
  expect(await matcher.attempt(new Onlooker(), signal)).toMatchObject({ ok: true, value: { kind: 'match' } });
  expect(device.starts).toBe(1);
});

test('nobody looks after all: the camera sleeps again by itself', async () => {
  const { device, engine, matcher } = rig(50);
  await matcher.enrol(photo(), signal);
  await expect.poll(() => device.starts).toBe(1);
  await expect.poll(() => device.running).toBe(0);
  expect(engine.looked).toHaveLength(0);
});
