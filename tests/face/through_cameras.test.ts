import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CameraDriver } from '../../src/camera/openCamera.ts';
import { openCamera } from '../../src/camera/openCamera.ts';
import type { FaceEngine } from '../../src/face/engine.ts';
import { openInProcessEngine } from '../../src/face/inProcessEngine.ts';
import { createFaceMatcher } from '../../src/face/openFaceMatcher.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sourceFile, swayingPictures, testFolder } from '../support/camera/cameras.ts';
import { chipPhotoOf } from '../support/face/faces.ts';

const never = new AbortController().signal;
const pictureCount = 30;
let engine: FaceEngine;

beforeAll(async () => {
  engine = unwrap(await openInProcessEngine({ profile: 'embedded' }));
});
afterAll(() => engine.close());

/** A file in which each of these pictures stands for a moment, for a program that reads it anew for each picture. */
function changingFile(pictures: readonly Buffer[]): string {
  const folder = testFolder();
  const [file, next] = [join(folder, 'now.jpg'), join(folder, 'next.jpg')];
  let at = 0;
  const show = (): void => {
    const picture = pictures[at % pictures.length];
    if (picture) writeFileSync(next, picture);
    renameSync(next, file);
    at += 1;
  };
  show();
  const timer = setInterval(show, 60);
  onTestFinished(() => clearInterval(timer));
  return file;
}

const sources: Record<Exclude<CameraDriver, 'auto'>, (pictures: readonly Buffer[]) => string> = {
  streaming: (pictures) => sourceFile(...pictures),
  still: changingFile,
};

describe.each(['streaming', 'still'] as const)('through the real programs, %s', (driver) => {
  /** One attempt with this person before the camera and Hanako's photo as the reference. */
  async function attemptOf(person: string) {
    const file = sources[driver](await swayingPictures(person, pictureCount));
    const camera = unwrap(await openCamera({ device: `FILE:${file}`, driver, framesPerSecond: 10 }));
    const looked = new Set<Uint8Array>();
    const watched: FaceEngine = {
      profile: engine.profile,
      enrol: (photo) => engine.enrol(photo),
      look: (jpeg) => {
        looked.add(jpeg);
        return engine.look(jpeg);
      },
      forget: () => engine.forget(),
      close: () => engine.close(),
    };
    const shown = new Set<Uint8Array>();
    const observer = { frame: ({ jpeg }: { jpeg: Uint8Array }) => void shown.add(jpeg), guidance: () => undefined };
    const matcher = createFaceMatcher({ engine: watched, camera, attemptMs: 15_000, challenge: 'off' });
    unwrap(await matcher.enrol({ bytes: Uint8Array.from(chipPhotoOf('yamada-hanako')) }, never));
    const outcome = unwrap(await matcher.attempt(observer, never));
    await matcher.forget();
    await camera.close();
    return { outcome: outcome.kind, looked, shown };
  }

  test('the photo on the card matches its holder; what is judged is what is on the screen, and is wiped', async () => {
    const { outcome, looked, shown } = await attemptOf('yamada-hanako');
    expect(outcome).toBe('match');
    expect(looked.size).toBeGreaterThan(0);
    expect([...looked].every((jpeg) => shown.has(jpeg))).toBe(true);
    expect([...looked].every((jpeg) => jpeg.every((byte) => byte === 0))).toBe(true);
  });

  test('and nobody else', async () => {
    expect(['no-match', 'near-miss']).toContain((await attemptOf('takasaki-yoshio')).outcome);
  });
});
