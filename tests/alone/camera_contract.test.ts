import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../src/camera/camera.ts';
import { createStreamingCamera } from '../../src/camera/drivers/streamingCamera.ts';
import { createWebcamCamera } from '../../src/camera/drivers/webcamCamera.ts';
import { openCamera } from '../../src/camera/openCamera.ts';
import { unwrap } from '../../src/problem/result.ts';
import { createSimulatedCamera } from '../../src/simulator/camera/simulatedCamera.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { cameraContract, firstFrames } from '../support/camera/cameraContract.ts';

const root = projectRoot();
const frame = join(root, 'fixtures', 'people', 'yamada-hanako', 'frame-1.jpg');

function webcam(device: string): Camera {
  return unwrap(createWebcamCamera({ device }));
}

async function onlyResult(camera: Camera) {
  for await (const result of camera.stream(new AbortController().signal)) return result;
  return undefined;
}

describe('node-webcam with the real fswebcam', () => {
  cameraContract(() => webcam(`FILE:${frame}`));

  test('leaves nothing behind in memory or on disk', async () => {
    await firstFrames(webcam('TEST'), 1);
    expect(readdirSync('/dev/shm').filter((name) => name.startsWith(`uketsuke-camera-${process.pid}-`))).toEqual([]);
  });

  test('says U-211 after three tries when the device is not there', async () => {
    expect(await onlyResult(webcam('/dev/video99'))).toMatchObject({ ok: false, problem: { code: 'U-211' } });
  });

  test('clears away what a process that was killed over a picture left', async () => {
    // No process has this number: it is beyond the largest there can be.
    const left = '/dev/shm/uketsuke-camera-4194305-abc';
    mkdirSync(left, { recursive: true });
    await firstFrames(webcam(`FILE:${frame}`), 1);
    expect(existsSync(left)).toBe(false);
  });
});

describe('streaming through the real ffmpeg', () => {
  const streaming = (device: string) => unwrap(createStreamingCamera({ device, framesPerSecond: 20 }));
  describe('a picture in a file', () => cameraContract(() => streaming(`FILE:${frame}`)));
  describe('the moving test card, encoded here', () => cameraContract(() => streaming('TEST')));
});

describe('as the kiosk opens it: watched, warm, through ffmpeg', () => {
  cameraContract(async () => unwrap(await openCamera({ device: `FILE:${frame}`, framesPerSecond: 20 })));
});

describe('the simulated camera', () => {
  const simulated = (faults = new FaultBoard()) => createSimulatedCamera({ root, faults });
  cameraContract(() => simulated());

  test('shows who stands there, moving, and somebody else as soon as they change places', async () => {
    const camera = simulated();
    camera.show({ person: 'yamada-hanako' });
    const frames = await firstFrames(camera, 4);
    expect(new Set(frames.map(({ jpeg }) => Buffer.from(jpeg).toString('base64'))).size).toBe(4);
    camera.show({ none: true });
    const [empty] = await firstFrames(camera, 1);
    expect(empty?.jpeg).not.toEqual(frames[0]?.jpeg);
  });

  test('can be dead, black and frozen', async () => {
    const faults = new FaultBoard();
    const camera = simulated(faults);
    camera.show({ person: 'yamada-hanako' });
    faults.arm({ target: 'camera', kind: 'dead', count: 1 });
    expect(await onlyResult(camera)).toMatchObject({ ok: false, problem: { code: 'U-211' } });
    faults.arm({ target: 'camera', kind: 'frozen', count: 'until-cleared' });
    const [first, second] = await firstFrames(camera, 2);
    expect(second?.jpeg).toEqual(first?.jpeg);
    faults.clear();
    faults.arm({ target: 'camera', kind: 'black', count: 1 });
    const [black, seen] = await firstFrames(camera, 2);
    expect((black?.jpeg.length ?? 0) * 2).toBeLessThan(seen?.jpeg.length ?? 0);
  });
});
