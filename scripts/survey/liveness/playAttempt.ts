import type { FaceEngine } from '../../../src/face/engine.ts';
import type { FaceOutcome } from '../../../src/face/faceMatcher.ts';
import { Guide } from '../../../src/face/guide.ts';
import { Judge } from '../../../src/face/judge.ts';
import type { ChallengePolicy } from '../../../src/face/liveness/evidence.ts';
import type { Side } from '../../../src/face/liveness/turnChallenge.ts';
import { scoreScaleOf } from '../../../src/face/models/manifest.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { asJpeg } from '../../../src/simulator/camera/rawPicture.ts';
import type { CameraView } from '../../../src/simulator/camera/view.ts';

/** Pictures are judged five times a second, as on the slower profile, whatever this machine manages. */
const everyMs = 200;
const attemptMs = 8_000;

export interface PlayedAttempt {
  readonly outcome: FaceOutcome;
  readonly asked: boolean;
  /** Mean of the passive networks over the good pictures; null where the profile has none, or no picture was good. */
  readonly passive: number | null;
  /** The pictures, in the order in which they were judged. */
  readonly pictures: readonly Uint8Array[];
  /** From the first picture to the decision, milliseconds of played time. */
  readonly ms: number;
}

/** What stands before the camera: a scene, or pictures that were taken before. */
export type Shown = CameraView | readonly Uint8Array[];

/**
 * One attempt, by the kiosk's own judge and words, on played time: as long as it would take a patient, but no longer
 * than the networks need. The engine must know the holder.
 */
export async function playAttempt(
  engine: FaceEngine,
  shown: Shown,
  { challenge, sides }: { readonly challenge: ChallengePolicy; readonly sides: readonly Side[] },
): Promise<PlayedAttempt> {
  const { profile } = engine;
  const judge = new Judge({ profile, scale: scoreScaleOf(profile), challenge, sides: () => sides });
  let now = 0;
  const guide = new Guide((guidance) => {
    if ('obey' in shown) shown.obey(guidance, now);
  });
  const pictures: Uint8Array[] = [];
  const passive: number[] = [];
  let asked = false;
  let outcome: FaceOutcome | undefined;
  while (!outcome && now < Math.max(attemptMs, judge.patientUntil)) {
    const jpeg = await pictureOf(shown, now, pictures.length);
    pictures.push(jpeg);
    const look = unwrap(await engine.look(jpeg));
    if (look.kind === 'face' && look.passive !== null) passive.push(look.passive);
    outcome = judge.hear(look, now);
    const guidance = judge.asks(look);
    if (guidance) guide.see(guidance, now, judge.isChallenging);
    asked ||= judge.isChallenging;
    now += everyMs;
  }
  return { outcome: outcome ?? judge.conclude(), asked, passive: meanOf(passive), pictures, ms: now };
}

async function pictureOf(shown: Shown, now: number, number: number): Promise<Uint8Array> {
  if ('obey' in shown) return asJpeg(await shown.picture(now));
  const picture = shown[number % shown.length];
  if (!picture) throw new Error('there is nothing to play again');
  return picture;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
}
