import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCamera } from '../src/camera/openCamera.ts';
import type { FaceEngine } from '../src/face/engine.ts';
import { openInProcessEngine } from '../src/face/inProcessEngine.ts';
import { createFaceMatcher } from '../src/face/openFaceMatcher.ts';
import { unwrap } from '../src/problem/result.ts';
import { projectRoot } from '../src/system/paths.ts';
import { chipPhotoOf } from './support/faces.ts';

const never = new AbortController().signal;
let engine: FaceEngine;

beforeAll(async () => {
  engine = unwrap(await openInProcessEngine({ profile: 'embedded' }));
});
afterAll(() => engine.close());

describe.each(['streaming', 'still'] as const)('through the real programs, %s', (driver) => {
  /** One attempt with this person before the camera and Hanako's photo as the reference. */
  async function attemptOf(person: string) {
    const picture = join(projectRoot(), 'fixtures', 'people', person, 'frame-2.jpg');
    const camera = unwrap(await openCamera({ device: `FILE:${picture}`, driver }));
    const looked = new Set<Uint8Array>();
    const watched: FaceEngine = {
      ...engine,
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
    const matcher = createFaceMatcher({ engine: watched, camera, attemptMs: 15_000 });
    unwrap(await matcher.enrol({ bytes: Uint8Array.from(chipPhotoOf('yamada-hanako')) }, never));
    const outcome = unwrap(await matcher.attempt(observer, never));
    await matcher.forget();
    await camera.close();
    return { outcome: outcome.kind, looked, shown };
  }

  test('the photo on the card matches its holder; what is judged is what is on the screen', async () => {
    const { outcome, looked, shown } = await attemptOf('yamada-hanako');
    expect(outcome).toBe('match');
    expect(looked.size).toBeGreaterThan(0);
    expect([...looked].every((jpeg) => shown.has(jpeg))).toBe(true);
  });

  test('and nobody else', async () => {
    expect(['no-match', 'near-miss']).toContain((await attemptOf('takasaki-yoshio')).outcome);
  });
});
