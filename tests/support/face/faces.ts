import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Camera, Frame } from '../../../src/camera/camera.ts';
import type { FaceEngine, FaceLook, Look } from '../../../src/face/engine.ts';
import type { FaceObserver } from '../../../src/face/faceMatcher.ts';
import type { FaceGuidance } from '../../../src/face/guidance.ts';
import type { FaceMeasures } from '../../../src/face/quality/measures.ts';
import { shownPart } from '../../../src/face/shownPart.ts';
import { ok, type Result } from '../../../src/problem/result.ts';
import { loadPeople } from '../../../src/simulator/people.ts';
import { projectRoot } from '../../../src/system/paths.ts';

/** Frames that each fixture person has. */
export const framesEach = 6;

/** The fixture people whose cards hold a photo. */
export const photographed = loadPeople(projectRoot())
  .filter(({ card }) => card.photo)
  .map(({ id }) => id);

/** A fresh copy of the JP2 file on a person's card. */
export function chipPhotoOf(id: string): Uint8Array {
  return readFileSync(join(projectRoot(), 'fixtures', 'people', id, 'chip.jp2'));
}

/** What the camera sees of a person; `number` from 1 to {@link framesEach}. */
export function frameOf(id: string, number: number): Uint8Array {
  return readFileSync(join(projectRoot(), 'fixtures', 'people', id, `frame-${number}.jpg`));
}

/** A camera that sends `pictures` in turn, for ever, until told to stop. Knows whether it is in use. */
export class PlayedCamera implements Camera {
  readonly name = 'played camera';
  inUse = false;
  private readonly pictures: readonly Uint8Array[];
  private readonly everyMs: number;
  /** What comes after all pictures were shown once; without it they begin again. */
  private readonly afterwards: Result<Frame> | 'end' | undefined;

  constructor(pictures: readonly Uint8Array[], everyMs = 20, afterwards?: Result<Frame> | 'end') {
    this.pictures = pictures;
    this.everyMs = everyMs;
    this.afterwards = afterwards;
  }

  async *stream(signal: AbortSignal): AsyncGenerator<Result<Frame>> {
    this.inUse = true;
    try {
      for (let sequence = 1; !signal.aborted; sequence++) {
        const jpeg = this.pictures[(sequence - 1) % Math.max(1, this.pictures.length)];
        const { afterwards } = this;
        if (afterwards && sequence > this.pictures.length) {
          if (afterwards !== 'end') yield afterwards;
          return;
        }
        // Whoever watches owns the picture, and zeroes it.
        if (jpeg) yield ok({ jpeg: Uint8Array.from(jpeg), sequence, takenAt: Date.now() });
        await delay(this.everyMs, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      this.inUse = false;
    }
  }

  async close(): Promise<void> {}
}

/** A good look at a face, but for what is said otherwise. Sways and turns a little with `moment`, as the living do. */
export function faceLook(
  score: number,
  { moment = 0, track = 1, passive = null, ...measures }: Partial<FaceMeasures & FaceLook> & { moment?: number } = {},
): FaceLook {
  const good: FaceMeasures = {
    share: 0.5,
    placement: { x: 0, y: 0 },
    pose: { yaw: 3 * Math.sin(moment), pitch: 0, roll: 0 },
    sharpness: 0.08,
    light: { mean: 140, clipped: 0, imbalance: 0.05 },
    covering: { colour: 0.02, mouthLines: 0.4 },
    place: { x: 320 + 8 * Math.sin(moment), y: 220 },
    eyeDistance: 80,
  };
  return { kind: 'face', score, track, passive, measures: { ...good, ...measures } };
}

/** An engine that sees what it is told to see; the last look is repeated. */
export class ScriptedEngine implements FaceEngine {
  readonly profile = 'standard';
  readonly looked: Uint8Array[] = [];
  private readonly looks: readonly Result<Look>[];
  private readonly lookMs: number;

  constructor(looks: readonly (Look | Result<Look>)[], lookMs = 10) {
    this.looks = looks.map((look) => ('ok' in look ? look : ok(look)));
    this.lookMs = lookMs;
  }

  async enrol(): Promise<Result<void>> {
    return ok(undefined);
  }

  async look(jpeg: Uint8Array): Promise<Result<Look>> {
    const look = this.looks[Math.min(this.looked.length, this.looks.length - 1)];
    if (!look) throw new Error('no look is scripted');
    this.looked.push(jpeg);
    await delay(this.lookMs);
    return look;
  }

  async forget(): Promise<void> {}
  async close(): Promise<void> {}
}

/** Remembers what the screen was told. */
export class Onlooker implements FaceObserver {
  readonly frames: Frame[] = [];
  readonly told: FaceGuidance[] = [];
  /** Whether the patient has chosen the low position. */
  low = false;

  shown() {
    return shownPart(this.low);
  }

  frame(frame: Frame): void {
    this.frames.push(frame);
  }

  guidance(guidance: FaceGuidance): void {
    this.told.push(guidance);
  }
}
