import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../problem/result.ts';
import type { FaceEngine } from './engine.ts';
import { type ChosenProfile, scaleOf } from './models/chooseProfile.ts';
import { verdictOf } from './verdict.ts';
import { startWorkerEngine } from './workerEngine.ts';

/** Two invented people who come with the program: what the networks make of them is known. */
const [one, other] = ['yamada-hanako', 'abe-naoki'] as const;

/** What an engine made of them. */
export interface SampleFaces {
  /** One with herself and with the other, on the profile's own scale. */
  readonly same: number;
  readonly other: number;
  /** Whether she alone is taken for herself, by the thresholds that hold for patients. */
  readonly areToldApart: boolean;
  /** One picture of the camera looked at, milliseconds; the faster of the two. */
  readonly ms: number;
}

/** Their pictures; undefined where they are not installed. @param root of the program */
export function sampleFacesIn(root: string) {
  const picture = (person: string, name: string): string => join(root, 'fixtures', 'people', person, name);
  const files = {
    photo: picture(one, 'chip.jp2'),
    same: picture(one, 'frame-1.jpg'),
    other: picture(other, 'frame-1.jpg'),
  } as const;
  return Object.values(files).every((file) => existsSync(file)) ? files : undefined;
}

/**
 * Compares them by an engine of its own, as patients are compared: whoever is before the kiosk has no part in it.
 * Errors: U-212, U-214, U-302.
 */
export async function trySampleFaces(
  chosen: ChosenProfile,
  files: NonNullable<ReturnType<typeof sampleFacesIn>>,
  signal: AbortSignal,
): Promise<Result<SampleFaces>> {
  if (signal.aborted) return failed('U-302', 'cancelled');
  const engine = startWorkerEngine(chosen);
  const end = () => void engine.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    const enrolled = await engine.enrol(await readFile(files.photo));
    if (!enrolled.ok) return enrolled;
    const same = await scoreOf(engine, files.same);
    if (!same.ok) return same;
    const stranger = await scoreOf(engine, files.other);
    if (!stranger.ok) return stranger;
    const scale = scaleOf(chosen);
    return ok({
      same: rounded(same.value.score),
      other: rounded(stranger.value.score),
      areToldApart:
        verdictOf(same.value.score, scale) === 'match' && verdictOf(stranger.value.score, scale) !== 'match',
      ms: Math.min(same.value.ms, stranger.value.ms),
    });
  } finally {
    signal.removeEventListener('abort', end);
    await engine.close();
  }
}

async function scoreOf(
  engine: FaceEngine,
  file: string,
): Promise<Result<{ readonly score: number; readonly ms: number }>> {
  const jpeg = await readFile(file);
  const startedAt = performance.now();
  const look = await engine.look(jpeg);
  const ms = performance.now() - startedAt;
  if (!look.ok) return look;
  if (look.value.kind !== 'face')
    return failed('U-214', `no face was found in a picture that has one: ${look.value.kind}`);
  return ok({ score: look.value.score, ms });
}

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
