import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { doubledMs } from '../kernel/backoff.ts';
import { type LinkedAbort, linkedAbort } from '../kernel/linkedAbort.ts';
import { endsWithin, within } from '../kernel/within.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import type { Camera, Frame } from './camera.ts';
import { PictureJudge } from './pictureJudge.ts';
import type { WatchLimits } from './watchLimits.ts';

/** What can be wrong with a camera that was there. */
export type CameraFault = 'late' | 'torn' | 'black' | 'frozen' | 'vanished';

/** Since the camera was opened. */
export interface CameraCounts {
  /** Pictures handed on. */
  readonly frames: number;
  /** Pictures dropped because they were torn; most are nothing more than a crowded USB bus. */
  readonly torn: number;
  /** How often each fault stopped the stream. */
  readonly faults: Readonly<Record<CameraFault, number>>;
  readonly restarts: number;
  /** Streams that ended with U-211 because restarting did not help. */
  readonly givenUp: number;
}

export interface WatchedCamera extends Camera {
  counts(): CameraCounts;
}

/** A stopped stream that does not end is left behind after this long: its device hangs. */
const stopMs = 1_500;

/** Before a camera that gives a few pictures each time it is opened is opened again. */
const openAgainMs = 40;

/** What staff read; a vanished camera says it better itself. */
const words: Record<Exclude<CameraFault, 'vanished'>, string> = {
  late: 'no picture in time: unplug the camera and plug it in',
  torn: 'torn pictures only: check the USB cable, plug it in without a hub',
  black: 'black pictures only: is the lens covered, or its shutter closed?',
  frozen: 'the same picture all the time: unplug the camera and plug it in',
};

/**
 * Watches any camera: drops torn pictures, and starts the camera again when its pictures come late, torn, black or
 * frozen, or when it vanishes. When that has not helped `limits.restarts` times, the stream ends with one U-211 that
 * says what it was. One that ends after a good picture, and names no failure, is opened again and nothing is held
 * against it. The camera behind it must start its device anew with each stream.
 */
export function watchedCamera(camera: Camera, limits: WatchLimits, log?: Pick<Logger, 'warn'>): WatchedCamera {
  return new Watched(camera, limits, log);
}

interface Failure {
  readonly fault: CameraFault;
  readonly detail: string;
}

class Watched implements WatchedCamera {
  readonly name: string;
  private readonly camera: Camera;
  private readonly limits: WatchLimits;
  private readonly log: Pick<Logger, 'warn'> | undefined;
  private closed = false;
  private readonly running = new Set<LinkedAbort>();
  private tornHere = 0;
  private frames = 0;
  private restarts = 0;
  private givenUp = 0;
  private readonly faults = { late: 0, torn: 0, black: 0, frozen: 0, vanished: 0 };

  constructor(camera: Camera, limits: WatchLimits, log: Pick<Logger, 'warn'> | undefined) {
    this.name = camera.name;
    this.camera = camera;
    this.limits = limits;
    this.log = log;
  }

  get torn(): number {
    return this.tornHere + (this.camera.torn ?? 0);
  }

  counts(): CameraCounts {
    const { frames, torn, faults, restarts, givenUp } = this;
    return { frames, torn, faults: { ...faults }, restarts, givenUp };
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    if (signal.aborted || this.closed) return;
    const stop = linkedAbort([signal]);
    this.running.add(stop);
    try {
      yield* this.withRestarts(stop.signal);
    } finally {
      stop.release();
      this.running.delete(stop);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const stop of this.running) stop.abort();
    await this.camera.close();
  }

  private async *withRestarts(signal: AbortSignal): AsyncGenerator<Result<Frame>, void> {
    const { restarts, pauseMs, forgivenMs } = this.limits;
    let handedOn = 0;
    const numbered = (frame: Frame) => {
      handedOn += 1;
      this.frames += 1;
      return ok({ ...frame, sequence: handedOn });
    };
    let judge = new PictureJudge(this.limits);
    for (let failures = 0; !signal.aborted; ) {
      const startedAt = performance.now();
      const failure = yield* this.untilFailure(signal, judge, numbered);
      if (signal.aborted) return;
      if (failure === 'through') {
        await delay(openAgainMs, undefined, { signal }).catch(() => undefined);
        continue;
      }
      judge = new PictureJudge(this.limits);
      failures = performance.now() - startedAt > forgivenMs ? 1 : failures + 1;
      this.faults[failure.fault] += 1;
      this.log?.warn({ camera: this.name, ...failure, failures }, 'the camera failed');
      if (failures > restarts) {
        this.givenUp += 1;
        yield failed('U-211', `${failure.detail} (started ${failures} times)`);
        return;
      }
      this.restarts += 1;
      await delay(doubledMs(failures, pauseMs, Number.POSITIVE_INFINITY), undefined, { signal }).catch(() => undefined);
    }
  }

  /** One start of the camera: its pictures, and what ended them; `through` also where `signal` did. */
  private async *untilFailure(
    signal: AbortSignal,
    judge: PictureJudge,
    numbered: (frame: Frame) => Result<Frame>,
  ): AsyncGenerator<Result<Frame>, Failure | 'through'> {
    const { firstPictureMs, nextPictureMs } = this.limits;
    const stop = new AbortController();
    const pictures = this.camera.stream(stop.signal)[Symbol.asyncIterator]();
    try {
      let limitMs = firstPictureMs;
      let waitingSince = performance.now();
      let tornBefore = this.torn;
      let hasShown = false;
      // Also asked after each yield: an abort while the caller had the picture wakes nobody.
      while (!signal.aborted) {
        const next = await within(waitingSince + limitMs - performance.now(), pictures.next(), 'late' as const, signal);
        if (signal.aborted) return 'through';
        if (next === 'late') return fault(this.torn > tornBefore ? 'torn' : 'late');
        if (next.done && hasShown) return 'through';
        if (next.done) return { fault: 'vanished', detail: 'the camera stopped sending pictures' };
        if (!next.value.ok) return { fault: 'vanished', detail: next.value.problem.detail ?? 'the camera failed' };
        const frame = next.value.value;
        const verdict = await judge.judge(frame, performance.now());
        if (verdict === 'torn') {
          this.tornHere += 1;
          continue;
        }
        if (verdict !== 'fine') return fault(verdict);
        yield numbered(frame);
        hasShown = true;
        // The time the caller took is not the camera's.
        waitingSince = performance.now();
        limitMs = nextPictureMs;
        tornBefore = this.torn;
      }
      return 'through';
    } finally {
      stop.abort();
      await endsWithin(stopMs, Promise.resolve(pictures.return?.()));
    }
  }
}

function fault(kind: Exclude<CameraFault, 'vanished'>): Failure {
  return { fault: kind, detail: words[kind] };
}
