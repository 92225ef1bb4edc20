import { renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebcamCamera } from '../src/camera/drivers/webcamCamera.ts';
import type { FaceEngine } from '../src/face/engine.ts';
import { openInProcessEngine } from '../src/face/inProcessEngine.ts';
import { createFaceMatcher } from '../src/face/openFaceMatcher.ts';
import { unwrap } from '../src/problem/result.ts';
import { chipPhotoOf, frameOf, framesEach } from './support/faces.ts';

const never = new AbortController().signal;
const unobserved = { frame: () => undefined, guidance: () => undefined };
let engine: FaceEngine;

beforeAll(async () => {
  engine = unwrap(await openInProcessEngine({ profile: 'embedded' }));
});
afterAll(() => engine.close());

/** One attempt with this person before the real fswebcam and Hanako's photo as the reference. */
async function attemptOf(person: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-fswebcam-'));
  const [picture, next] = [join(folder, 'picture.jpg'), join(folder, 'next.jpg')];
  let shown = 0;
  const show = (): void => {
    shown += 1;
    writeFileSync(next, frameOf(person, 1 + (shown % framesEach)));
    renameSync(next, picture);
  };
  show();
  // A file that does not change would be, to the kiosk, what it is: no living person.
  const living = setInterval(show, 100);
  try {
    const camera = unwrap(createWebcamCamera({ device: `FILE:${picture}` }));
    const matcher = createFaceMatcher({ engine, camera, attemptMs: 15_000, challenge: 'off' });
    unwrap(await matcher.enrol({ bytes: Uint8Array.from(chipPhotoOf('yamada-hanako')) }, never));
    const outcome = unwrap(await matcher.attempt(unobserved, never));
    await matcher.forget();
    return outcome.kind;
  } finally {
    clearInterval(living);
    await rm(folder, { recursive: true, force: true });
  }
}

test('the photo on the card matches its holder as the real fswebcam sees her', async () => {
  expect(await attemptOf('yamada-hanako')).toBe('match');
});

test('and nobody else', async () => {
  expect(['no-match', 'near-miss']).toContain(await attemptOf('takasaki-yoshio'));
});
