import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../src/camera/camera.ts';
import type { FaceEngine, Look } from '../../src/face/engine.ts';
import { createFaceMatcher } from '../../src/face/openFaceMatcher.ts';
import { failed } from '../../src/problem/result.ts';
import { faceLook, Onlooker, PlayedCamera, ScriptedEngine } from '../support/face/faces.ts';

/** Scores on the scale of the `standard` profile: match from 0.43, near miss from 0.35. */
let moment = 0;
const face = (score: number, share = 0.5): Look => faceLook(score, { share, moment: ++moment });
const picture = new Uint8Array([1, 2, 3]);

async function attempt(
  engine: FaceEngine,
  camera: Camera,
  { attemptMs = 600, signal = new AbortController().signal, onlooker = new Onlooker() } = {},
) {
  const started = performance.now();
  const result = await createFaceMatcher({ engine, camera, attemptMs, challenge: 'off' }).attempt(onlooker, signal);
  return { result, onlooker, ms: performance.now() - started };
}

describe('an attempt', () => {
  test('matches on two of the last three judged frames, and ends there', async () => {
    const camera = new PlayedCamera([picture]);
    const engine = new ScriptedEngine([face(0.1), face(0.5), face(0.2), face(0.45)]);
    const { result } = await attempt(engine, camera, { attemptMs: 60_000 });
    expect(result).toEqual({
      ok: true,
      value: {
        kind: 'match',
        score: 0.5,
        profile: 'standard',
        liveness: { passive: null, challenge: 'not-asked' },
      },
    });
    expect(engine.looked).toHaveLength(4);
    expect(camera.inUse).toBe(false);
  });

  test('does not match on good frames that lie too far apart, but calls it near', async () => {
    const engine = new ScriptedEngine([face(0.9), face(0.1), face(0.1), face(0.9), face(0.1), face(0.1)]);
    const { result } = await attempt(engine, new PlayedCamera([picture]));
    expect(result).toEqual({ ok: true, value: { kind: 'near-miss' } });
  });

  test('takes the thresholds themselves as reached', async () => {
    const on = await attempt(new ScriptedEngine([face(0.43), face(0.43), face(0.43)]), new PlayedCamera([picture]));
    expect(on.result).toMatchObject({ ok: true, value: { kind: 'match' } });
    const near = await attempt(new ScriptedEngine([face(0.35)]), new PlayedCamera([picture]));
    expect(near.result).toEqual({ ok: true, value: { kind: 'near-miss' } });
    const below = await attempt(new ScriptedEngine([face(0.349)]), new PlayedCamera([picture]));
    expect(below.result).toEqual({ ok: true, value: { kind: 'no-match' } });
  });

  test('lets a stranger go before the time is up, but not before they could take off their mask', async () => {
    const { result, ms } = await attempt(new ScriptedEngine([face(0.05)]), new PlayedCamera([picture]), {
      attemptMs: 20_000,
    });
    expect(result).toEqual({ ok: true, value: { kind: 'no-match' } });
    expect(ms).toBeGreaterThan(2_400);
    expect(ms).toBeLessThan(8_000);
  });

  test('judges no face that is too small, too big or not alone', async () => {
    const unusable: Look[] = [face(0.9, 0.1), face(0.9, 0.95), { kind: 'several' }, { kind: 'no-face' }];
    // Whoever is led into place is waited for: side by side, for that takes half a minute each.
    const results = await Promise.all(
      unusable.map((look) => attempt(new ScriptedEngine([look]), new PlayedCamera([picture]), { attemptMs: 200 })),
    );
    for (const { result } of results) expect(result).toEqual({ ok: true, value: { kind: 'no-face' } });
  });

  test('shows every frame and looks at the newest only', async () => {
    const camera = new PlayedCamera([picture], 5);
    const engine = new ScriptedEngine([{ kind: 'no-face' }], 100);
    const { onlooker } = await attempt(engine, camera, { attemptMs: 700 });
    expect(onlooker.frames.length).toBeGreaterThan(2 * engine.looked.length);
    expect(engine.looked.length).toBeLessThanOrEqual(8);
  });

  test('guides with what has been true for a while, not with every flicker', async () => {
    const flicker: Look[] = Array.from({ length: 10 }, (_, i) => (i % 2 ? { kind: 'several' } : face(0.1, 0.1)));
    const engine = new ScriptedEngine([...flicker, face(0.1, 0.1)], 20);
    const { onlooker } = await attempt(engine, new PlayedCamera([picture], 5), { signal: AbortSignal.timeout(2_000) });
    expect(onlooker.told).toEqual(['look-here', 'closer']);
  });

  test('tells each thing that keeps a face from being judged', async () => {
    const wanted = [
      [face(0.1, 0.95), 'farther'],
      [{ kind: 'several' }, 'one-person'],
      [face(0.1), 'hold-still'],
    ] as const;
    for (const [look, guidance] of wanted) {
      const signal = AbortSignal.timeout(1_100);
      const { onlooker } = await attempt(new ScriptedEngine([look]), new PlayedCamera([picture]), {
        attemptMs: 5_000,
        signal,
      });
      expect(onlooker.told).toEqual(['look-here', guidance]);
    }
  });
});

describe('an attempt with a face that is low in the picture', () => {
  test('leads it up, and no longer once the patient has chosen the low position', async () => {
    const low: Look = faceLook(0.1, { placement: { x: 0, y: 0.5 } });
    const onlooker = new Onlooker();
    const lowered = setTimeout(() => {
      onlooker.low = true;
    }, 1_000);
    const signal = AbortSignal.timeout(2_200);
    await attempt(new ScriptedEngine([low]), new PlayedCamera([picture]), { attemptMs: 9_000, signal, onlooker });
    clearTimeout(lowered);
    expect(onlooker.told).toEqual(['look-here', 'move-up', 'hold-still']);
  });
});

describe('an attempt that cannot go on', () => {
  test('says so when the camera fails', async () => {
    const camera = new PlayedCamera([picture], 5, failed('U-211', 'unplugged'));
    const { result } = await attempt(new ScriptedEngine([{ kind: 'no-face' }]), camera, { attemptMs: 5_000 });
    expect(result).toEqual(failed('U-211', 'unplugged'));
  });

  test('says so when the camera just stops', async () => {
    const camera = new PlayedCamera([picture], 5, 'end');
    const { result } = await attempt(new ScriptedEngine([{ kind: 'no-face' }]), camera, { attemptMs: 5_000 });
    expect(result).toMatchObject({ ok: false, problem: { code: 'U-211' } });
  });

  test('says so when no frame comes, or only black ones', async () => {
    const silent = await attempt(new ScriptedEngine([{ kind: 'no-face' }]), new PlayedCamera([]));
    expect(silent.result).toMatchObject({ ok: false, problem: { code: 'U-211' } });
    const black = await attempt(new ScriptedEngine([{ kind: 'no-picture' }]), new PlayedCamera([picture]));
    expect(black.result).toMatchObject({ ok: false, problem: { code: 'U-211' } });
  });

  test('passes on what the engine says', async () => {
    const engine = new ScriptedEngine([failed('U-214', 'out of memory')]);
    const { result } = await attempt(engine, new PlayedCamera([picture]), { attemptMs: 5_000 });
    expect(result).toEqual(failed('U-214', 'out of memory'));
  });

  test('throws on a bug in the camera driver', async () => {
    const broken: Camera = {
      name: 'broken',
      stream: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('a bug')) }),
      }),
      close: async () => undefined,
    };
    await expect(attempt(new ScriptedEngine([{ kind: 'no-face' }]), broken)).rejects.toThrow('a bug');
  });

  test('ends at once when aborted, whatever the engine is at, and frees the camera', async () => {
    const camera = new PlayedCamera([picture], 5);
    const abort = new AbortController();
    const running = attempt(new ScriptedEngine([{ kind: 'no-face' }], 3_000), camera, {
      attemptMs: 10_000,
      signal: abort.signal,
    });
    await delay(100);
    expect(camera.inUse).toBe(true);
    const aborted = performance.now();
    abort.abort();
    const { result } = await running;
    expect(performance.now() - aborted).toBeLessThan(500);
    expect(result).toMatchObject({ ok: false, problem: { code: 'U-302' } });
    expect(camera.inUse).toBe(false);
  });

  test('does not begin when aborted before', async () => {
    const camera = new PlayedCamera([picture]);
    const { result, onlooker } = await attempt(new ScriptedEngine([face(0.9)]), camera, {
      signal: AbortSignal.abort(),
    });
    expect(result).toMatchObject({ ok: false, problem: { code: 'U-302' } });
    expect(onlooker.frames).toEqual([]);
  });
});
