import { setTimeout as delay } from 'node:timers/promises';
import type { Camera, Frame } from '../camera/camera.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import type { FaceEngine } from './engine.ts';
import type { FaceObserver, FaceOutcome } from './faceMatcher.ts';
import { Guide, guidanceFor } from './guide.ts';
import { Judge } from './judge.ts';
import type { ScoreScale } from './models/manifest.ts';

export interface AttemptParts {
  readonly engine: FaceEngine;
  readonly scale: ScoreScale;
  readonly camera: Camera;
  /** Longest time of the attempt, milliseconds. */
  readonly attemptMs: number;
  readonly observer: FaceObserver;
}

/** How long the camera is waited for after it was told to stop, so that the next attempt finds it free. */
const cameraStopMs = 1_000;

/**
 * One attempt to recognise the person before the camera. U-211 the camera fails or shows nothing but black, U-214 the
 * engine fails, U-302 aborted; the camera is free again when this answers.
 */
export async function runAttempt(parts: AttemptParts, signal: AbortSignal): Promise<Result<FaceOutcome>> {
  if (signal.aborted) return failed('U-302', 'cancelled');
  const attempt = new Attempt(parts);
  const camera = new AbortController();
  const cancel = () => attempt.end(failed('U-302', 'cancelled'));
  const timeUp = setTimeout(() => attempt.end(attempt.conclude()), parts.attemptMs);
  signal.addEventListener('abort', cancel, { once: true });
  const watching = attempt.watch(parts.camera.stream(camera.signal));
  try {
    return await attempt.ended;
  } finally {
    clearTimeout(timeUp);
    signal.removeEventListener('abort', cancel);
    camera.abort();
    await within(cameraStopMs, watching);
  }
}

class Attempt {
  /** Settles once: with the outcome, with what went wrong, or rejected by a bug. */
  readonly ended: Promise<Result<FaceOutcome>>;
  private readonly parts: AttemptParts;
  private readonly judge: Judge;
  private readonly guide: Guide;
  private settle: { resolve(result: Result<FaceOutcome>): void; reject(error: unknown): void };
  private over = false;
  private newest: Frame | undefined;
  private looking = false;
  private frames = 0;
  private looks = 0;
  private pictures = 0;

  constructor(parts: AttemptParts) {
    const { engine, scale, observer } = parts;
    this.parts = parts;
    this.judge = new Judge(engine.profile, scale);
    this.guide = new Guide((guidance) => observer.guidance(guidance));
    this.settle = { resolve: () => undefined, reject: () => undefined };
    this.ended = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  end(result: Result<FaceOutcome>): void {
    this.over = true;
    this.newest = undefined;
    this.settle.resolve(result);
  }

  /** What the frames up to now came to. */
  conclude(): Result<FaceOutcome> {
    if (this.frames === 0) return failed('U-211', 'the camera sent no frame');
    if (this.looks > 0 && this.pictures === 0) return failed('U-211', 'the camera sends black or broken frames');
    return ok(this.judge.conclude());
  }

  /** Takes frames off the camera until the attempt is over. Never rejects. */
  async watch(stream: AsyncIterable<Result<Frame>>): Promise<void> {
    try {
      for await (const frame of stream) {
        if (this.over) return;
        if (!frame.ok) return this.end(frame);
        this.take(frame.value);
      }
      this.end(failed('U-211', 'the camera stopped sending frames'));
    } catch (error) {
      this.settle.reject(error);
    }
  }

  private take(frame: Frame): void {
    this.frames += 1;
    this.parts.observer.frame(frame);
    // While one frame is looked at, newer ones push each other out: the patient is judged by what they do now.
    this.newest = frame;
    if (!this.looking) this.lookAtNewest().catch((error) => this.settle.reject(error));
  }

  private async lookAtNewest(): Promise<void> {
    this.looking = true;
    for (let frame = this.newest; frame && !this.over; frame = this.newest) {
      this.newest = undefined;
      const look = await this.parts.engine.look(frame.jpeg);
      if (this.over) return;
      if (!look.ok) return this.end(look);
      this.looks += 1;
      if (look.value.kind !== 'no-picture') this.pictures += 1;
      const now = performance.now();
      const guidance = guidanceFor(look.value);
      this.guide.see(guidance, now);
      if (look.value.kind !== 'face' || guidance !== 'hold-still') continue;
      const outcome = this.judge.hear(look.value.score, now);
      if (outcome) return this.end(ok(outcome));
    }
    this.looking = false;
  }
}

/** Waits for `work`, but no longer than `limitMs`. */
async function within(limitMs: number, work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const late = delay(limitMs, undefined, { signal: limit.signal }).catch(() => undefined);
  await Promise.race([work, late]);
  limit.abort();
}
