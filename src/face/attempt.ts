import { setTimeout as delay } from 'node:timers/promises';
import type { Camera, Frame } from '../camera/camera.ts';
import { endsWithin } from '../kernel/within.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { AttemptTime, tellingRules } from './attemptTime.ts';
import type { FaceEngine, Look } from './engine.ts';
import type { FaceObserver, FaceOutcome } from './faceMatcher.ts';
import { silence, type Telling } from './guidance.ts';
import { Guide } from './guide.ts';
import { Judge, judgeRules } from './judge.ts';
import type { ChallengePolicy } from './liveness/evidence.ts';
import { longestChallengeMs, type Side } from './liveness/turnChallenge.ts';
import type { ScoreScale } from './models/manifest.ts';
import { placedIn } from './quality/placement.ts';
import { type ShownPart, shownPart } from './shownPart.ts';

export interface AttemptParts {
  readonly engine: FaceEngine;
  readonly scale: ScoreScale;
  readonly camera: Camera;
  /**
   * Longest time of the attempt, milliseconds, as {@link AttemptTime} counts it; a challenge that is under way when it is
   * up may be finished.
   */
  readonly attemptMs: number;
  readonly challenge: ChallengePolicy;
  /** Chooses the sides of a challenge. */
  readonly sides: () => readonly Side[];
  readonly observer: FaceObserver;
}

/**
 * Longest that one attempt can take, milliseconds: somebody is told at length what to do, is led into place, and a
 * challenge is begun at its very end.
 */
export function longestAttemptMs(attemptMs: number, challenge: ChallengePolicy): number {
  const led = Math.max(attemptMs, judgeRules.directionsMs + judgeRules.eachDirectionMs);
  const turns = judgeRules.untilAskedMs + longestChallengeMs + judgeRules.confirmMs;
  return tellingRules.mostMs + tellingRules.toFollowMs + led + (challenge === 'off' ? 0 : turns);
}

/** Fewest pictures of which it can be said that the camera sends nothing but one. */
const frozenFrom = 8;

/** How often it is looked whether the patient is being told something, milliseconds. */
const tickMs = 100;

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
  const timeUp = new AbortController();
  const ending = endInTime(attempt, parts.attemptMs, timeUp.signal);
  signal.addEventListener('abort', cancel, { once: true });
  const watching = attempt.watch(parts.camera.stream(camera.signal));
  try {
    return await attempt.ended;
  } finally {
    timeUp.abort();
    await ending;
    signal.removeEventListener('abort', cancel);
    camera.abort();
    await endsWithin(cameraStopMs, watching);
  }
}

/** Ends the attempt when its time is up, and not while the patient is doing what was asked of them, or is only told. */
async function endInTime(attempt: Attempt, attemptMs: number, signal: AbortSignal): Promise<void> {
  const time = new AttemptTime(attemptMs, performance.now());
  const waitMs = () => Math.max(time.leftMs, attempt.patienceMs);
  try {
    for (let left = waitMs(); left > 0; left = waitMs()) {
      await delay(Math.min(left, tickMs), undefined, { signal });
      time.pass(performance.now(), attempt.isOnTheWay);
    }
    attempt.end(attempt.conclude());
  } catch {
    // Decided before.
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
  private repeats = 0;

  constructor(parts: AttemptParts) {
    const { engine, scale, observer, challenge, sides } = parts;
    this.parts = parts;
    this.judge = new Judge({ profile: engine.profile, scale, challenge, sides });
    this.guide = new Guide((guidance) => observer.guidance(guidance));
    this.settle = { resolve: () => undefined, reject: () => undefined };
    this.ended = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  end(result: Result<FaceOutcome>): void {
    this.over = true;
    this.newest?.jpeg.fill(0);
    this.newest = undefined;
    this.settle.resolve(result);
  }

  /** Whether the patient is still being told what to do, or on the way there, and nothing of them could be judged yet. */
  get isOnTheWay(): boolean {
    return !this.judge.hasJudged && (this.telling.isNew || this.judge.isLedAt(performance.now()));
  }

  /** How much longer the patient must be given, milliseconds; 0 or less for no longer. */
  get patienceMs(): number {
    return this.judge.patientUntil - performance.now();
  }

  /** What the frames up to now came to. */
  conclude(): Result<FaceOutcome> {
    if (this.frames === 0) return failed('U-211', 'the camera sent no frame');
    if (this.looks > 0 && this.pictures === 0) return failed('U-211', 'the camera sends black or broken frames');
    if (this.looks >= frozenFrom && this.repeats >= this.looks - 1) {
      return failed('U-211', 'the camera sends one picture over and over');
    }
    return ok(this.judge.conclude());
  }

  /** Takes frames off the camera until the attempt is over. Never rejects. */
  async watch(stream: AsyncIterable<Result<Frame>>): Promise<void> {
    try {
      for await (const frame of stream) {
        if (!frame.ok) return this.end(frame);
        if (this.over) {
          frame.value.jpeg.fill(0);
          return;
        }
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
    this.newest?.jpeg.fill(0);
    this.newest = frame;
    if (!this.looking) this.lookAtNewest().catch((error) => this.settle.reject(error));
  }

  private get telling(): Telling {
    return this.parts.observer.telling?.() ?? silence;
  }

  private async lookAtNewest(): Promise<void> {
    this.looking = true;
    for (let frame = this.newest; frame && !this.over; frame = this.newest) {
      this.newest = undefined;
      const look = await this.parts.engine.look(frame.jpeg).finally(() => frame.jpeg.fill(0));
      if (this.over) return;
      if (!look.ok) return this.end(look);
      this.looks += 1;
      if (look.value.kind !== 'no-picture') this.pictures += 1;
      if (look.value.kind === 'seen-before') this.repeats += 1;
      const now = performance.now();
      const seen = asShown(look.value, this.parts.observer.shown?.() ?? shownPart(false));
      const outcome = this.judge.hear(seen, now, this.telling);
      if (outcome) return this.end(ok(outcome));
      const guidance = this.judge.asks(seen);
      if (guidance) this.guide.see(guidance, now, this.judge.isChallenging);
    }
    this.looking = false;
  }
}

/** What a picture shows, with the face where the patient sees it. */
function asShown(look: Look, part: ShownPart): Look {
  if (look.kind !== 'face') return look;
  return { ...look, measures: { ...look.measures, placement: placedIn(part, look.measures.placement) } };
}
