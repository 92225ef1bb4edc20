import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebcamCamera } from '../src/camera/drivers/webcamCamera.ts';
import type { FaceEngine } from '../src/face/engine.ts';
import { openInProcessEngine } from '../src/face/inProcessEngine.ts';
import { createFaceMatcher } from '../src/face/openFaceMatcher.ts';
import { unwrap } from '../src/problem/result.ts';
import { projectRoot } from '../src/system/paths.ts';
import { chipPhotoOf } from './support/faces.ts';

const never = new AbortController().signal;
const unobserved = { frame: () => undefined, guidance: () => undefined };
let engine: FaceEngine;

beforeAll(async () => {
  engine = unwrap(await openInProcessEngine({ profile: 'embedded' }));
});
afterAll(() => engine.close());

/** One attempt with this person before the real fswebcam and Hanako's photo as the reference. */
async function attemptOf(person: string): Promise<string> {
  const picture = join(projectRoot(), 'fixtures', 'people', person, 'frame-2.jpg');
  const camera = unwrap(createWebcamCamera({ device: `FILE:${picture}` }));
  const matcher = createFaceMatcher({ engine, camera, attemptMs: 15_000 });
  unwrap(await matcher.enrol({ bytes: Uint8Array.from(chipPhotoOf('yamada-hanako')) }, never));
  const outcome = unwrap(await matcher.attempt(unobserved, never));
  await matcher.forget();
  return outcome.kind;
}

test('the photo on the card matches its holder as the real fswebcam sees her', async () => {
  expect(await attemptOf('yamada-hanako')).toBe('match');
});

test('and nobody else', async () => {
  expect(['no-match', 'near-miss']).toContain(await attemptOf('takasaki-yoshio'));
});
