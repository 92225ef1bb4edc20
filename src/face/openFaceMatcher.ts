import type { Camera } from '../camera/camera.ts';
import type { ChipPhoto } from '../card/placedCard.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { runAttempt } from './attempt.ts';
import type { FaceEngine } from './engine.ts';
import type { FaceMatcher, FaceObserver, FaceOutcome, FaceProfile } from './faceMatcher.ts';
import type { ChallengePolicy } from './liveness/evidence.ts';
import { chanceSides, type Side } from './liveness/turnChallenge.ts';
import { chooseProfile, scaleOf } from './models/chooseProfile.ts';
import { type ScoreScale, scoreScaleOf } from './models/manifest.ts';
import { startWorkerEngine } from './workerEngine.ts';

export interface FaceMatcherOptions {
  readonly profile: 'auto' | FaceProfile;
  /** Folder with the weights of the `standard` profile, where there is one. */
  readonly modelsFolder: string | undefined;
  readonly camera: Camera;
  /** Longest time of one attempt, milliseconds, without the challenge; see {@link longestAttemptMs}. */
  readonly attemptMs: number;
  /** When the patient is asked to turn the head; `on-doubt` when absent. */
  readonly challenge?: ChallengePolicy;
}

/**
 * The face matcher of the kiosk. Answers as soon as the profile is decided and its worker is on the way: loading the
 * networks goes on there, and the first enrolment waits for it. U-214 where the wanted profile cannot be had.
 */
export async function openFaceMatcher(options: FaceMatcherOptions): Promise<Result<FaceMatcher>> {
  const { profile, modelsFolder, ...parts } = options;
  const chosen = chooseProfile({ wanted: profile, modelsFolder });
  if (!chosen.ok) return chosen;
  const ownNetwork = chosen.value.profile === 'standard' ? chosen.value.own?.name : undefined;
  const engine = startWorkerEngine(chosen.value);
  return ok(createFaceMatcher({ engine, scale: scaleOf(chosen.value), ownNetwork, ...parts }));
}

export interface FaceMatcherParts {
  readonly engine: FaceEngine;
  /** What its scores mean; as the manifest has it for its profile when absent. */
  readonly scale?: ScoreScale;
  /** Name of the recognition network, where it is a clinic's own. */
  readonly ownNetwork?: string | undefined;
  readonly camera: Camera;
  readonly attemptMs: number;
  /** `on-doubt` when absent. */
  readonly challenge?: ChallengePolicy;
  /** Sides of the challenge; by chance when absent. */
  readonly sides?: () => readonly Side[];
}

/** A face matcher from its parts. Closing it closes the engine; the camera belongs to whoever opened it. */
export function createFaceMatcher(parts: FaceMatcherParts): FaceMatcher {
  return new CameraFaceMatcher(parts);
}

class CameraFaceMatcher implements FaceMatcher {
  readonly profile: FaceProfile;
  readonly ownNetwork: string | undefined;
  private readonly parts: FaceMatcherParts;
  private readonly engine: FaceEngine;

  constructor(parts: FaceMatcherParts) {
    this.parts = parts;
    this.engine = parts.engine;
    this.profile = parts.engine.profile;
    this.ownNetwork = parts.ownNetwork;
  }

  async enrol(photo: ChipPhoto, signal: AbortSignal): Promise<Result<void>> {
    if (signal.aborted) {
      photo.bytes.fill(0);
      return failed('U-302', 'cancelled');
    }
    // Whoever has a photo to be compared with may look into the camera next; until then it stands still and dark.
    this.parts.camera.warm?.();
    const cancelled = new Promise<Result<void>>((resolve) => {
      signal.addEventListener('abort', () => resolve(failed('U-302', 'cancelled')), { once: true });
    });
    const enrolled = await Promise.race([this.engine.enrol(photo.bytes), cancelled]);
    // The photo of a visit that is over must not become a reference late; engines work in order.
    if (signal.aborted) await this.engine.forget();
    return enrolled;
  }

  attempt(observer: FaceObserver, signal: AbortSignal): Promise<Result<FaceOutcome>> {
    const { challenge = 'on-doubt', sides = chanceSides } = this.parts;
    const scale = this.parts.scale ?? scoreScaleOf(this.profile);
    return runAttempt({ ...this.parts, challenge, sides, observer, scale }, signal);
  }

  forget(): Promise<void> {
    return this.engine.forget();
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}
