import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Judge, judgeRules } from '../../../src/face/judge.ts';
import type { ScoreScale } from '../../../src/face/models/manifest.ts';
import type { FaceNetworks } from '../../../src/face/networks/faceNetworks.ts';
import { isCovered } from '../../../src/face/quality/covering.ts';
import { type FaceMeasures, measureFace } from '../../../src/face/quality/measures.ts';
import { betterOf, verdictOf } from '../../../src/face/verdict.ts';
import { loadFrame, type RawPicture } from '../../../src/simulator/camera/rawPicture.ts';
import { expose } from '../../../src/simulator/camera/sensor.ts';

/** One stranger: their picture as one photo would have it, and as a camera sees it again and again. */
export interface Stranger {
  readonly name: string;
  readonly photo: Float32Array;
  readonly frames: readonly Float32Array[];
  /** Of those, how many the kiosk takes for a face that is covered below. */
  readonly covered: number;
}

export interface StrangerFigures {
  readonly people: number;
  readonly attempts: number;
  /** Taken for the holder of the card. */
  readonly accepted: number;
  /** Attempts of which at least one single picture was above the threshold. */
  readonly withOneMatchingPicture: number;
  /** Share of all pictures on which the patient would be asked to show the whole face, and nothing be judged. */
  readonly coveredShare: number;
}

export interface StrangersToCome {
  /** Their pictures, one a person. */
  readonly files: readonly string[];
  /** Folder. */
  readonly cache: string;
  readonly report: (done: number) => void;
  /** Nothing when absent. */
  readonly worn?: Worn;
}

/** Views of one picture: the light, the sensor's noise and where the face is differ, as they do from frame to frame. */
const views = [
  { light: 1, shift: 0 },
  { light: 0.85, shift: 5 },
  { light: 1.15, shift: -4 },
] as const;

/** How often a picture is judged: ten times a second. */
const everyMs = 100;

/** What strangers have put on. */
export interface Worn {
  readonly name: string;
  readonly over: (picture: RawPicture, networks: FaceNetworks) => Promise<RawPicture>;
}

const nothing: Worn = { name: 'nothing', over: async (picture) => picture };

/** One view of a picture, as numbers. */
interface Seen {
  readonly embedding: Float32Array;
  readonly isCovered: boolean;
}

/**
 * Embeds these people's pictures, each in its views; kept in `cache` between runs. Never pictures. What they wear they
 * wear before the camera, not on the photo of their card.
 */
export async function embedStrangers(
  networks: FaceNetworks,
  folder: string,
  { files, cache, report, worn = nothing }: StrangersToCome,
): Promise<readonly Stranger[]> {
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const strangers: Stranger[] = [];
  for (const [done, file] of files.entries()) {
    const name = file.replace(/_\d+\.jpg$/, '');
    const picture = join(folder, file);
    const [photo] = await embeddedViews(networks, picture, cache, nothing);
    const seen = await embeddedViews(networks, picture, cache, worn);
    const covered = seen.filter(({ isCovered }) => isCovered).length;
    if (photo && seen.length === views.length) {
      strangers.push({ name, photo: photo.embedding, frames: seen.map(({ embedding }) => embedding), covered });
    }
    report(done + 1);
  }
  return strangers;
}

async function embeddedViews(
  networks: FaceNetworks,
  file: string,
  cache: string,
  worn: Worn,
): Promise<readonly Seen[]> {
  const key = createHash('sha256')
    .update(`${networks.profile} ${worn.name} ${JSON.stringify(views)} ${file}`)
    .digest('hex');
  const kept = join(cache, `${key}.json`);
  if (existsSync(kept)) {
    const written = JSON.parse(readFileSync(kept, 'utf8')) as { embedding: number[]; isCovered: boolean }[];
    return written.map(({ embedding, isCovered }) => ({ embedding: Float32Array.from(embedding), isCovered }));
  }
  const picture = await worn.over(await loadFrame(file), networks);
  const embedded: Seen[] = [];
  for (const view of views) {
    const image = seen(picture, view);
    const [face] = await networks.find(image, 'live');
    if (!face) continue;
    const { covering } = measureFace(image, face);
    embedded.push({ embedding: await networks.embed(image, face), isCovered: isCovered(covering) });
  }
  writeFileSync(kept, JSON.stringify(embedded.map((each) => ({ ...each, embedding: [...each.embedding] }))));
  return embedded;
}

function seen(picture: RawPicture, { light, shift }: (typeof views)[number]): RawPicture {
  const moved = new Uint8Array(picture.data.length);
  const by = 3 * (shift * picture.width + shift);
  for (let index = 0; index < moved.length; index += 1) {
    moved[index] = picture.data[Math.min(moved.length - 1, Math.max(0, index + by))] ?? 0;
  }
  return expose({ ...picture, data: moved }, light);
}

/**
 * Each of them before the kiosk with the card of each other: the whole rule of an attempt, with everything else in the
 * stranger's favour. The face is well placed, moves and looks alive.
 */
export function strangersAttempts(
  strangers: readonly Stranger[],
  networks: Pick<FaceNetworks, 'profile' | 'score'>,
  scale: ScoreScale,
): StrangerFigures {
  let [attempts, accepted, withOneMatchingPicture] = [0, 0, 0];
  for (const holder of strangers) {
    for (const comer of strangers) {
      if (holder.name === comer.name) continue;
      const scores = comer.frames.map((frame) => networks.score(holder.photo, frame));
      attempts += 1;
      const best = scores.reduce((one, other) => betterOf(one, other, scale));
      if (verdictOf(best, scale) !== 'match') continue;
      withOneMatchingPicture += 1;
      if (isAccepted(scores, networks.profile, scale)) accepted += 1;
    }
  }
  const covered = strangers.reduce((sum, each) => sum + each.covered, 0);
  const coveredShare = Math.round((1_000 * covered) / Math.max(1, strangers.length * views.length)) / 1_000;
  return { people: strangers.length, attempts, accepted, withOneMatchingPicture, coveredShare };
}

function isAccepted(scores: readonly number[], profile: FaceNetworks['profile'], scale: ScoreScale): boolean {
  const judge = new Judge({ profile, scale, challenge: 'on-doubt', sides: () => ['left'] });
  for (let now = 0; now <= judgeRules.strangerMs + 1_000; now += everyMs) {
    const measures = wellPlaced(now);
    const score = scores[(now / everyMs) % scores.length] ?? Number.NaN;
    const outcome = judge.hear({ kind: 'face', score, track: 1, measures, passive: 1 }, now);
    if (outcome) return outcome.kind === 'match';
  }
  return false;
}

/** Somebody who stands as asked, and sways. */
function wellPlaced(now: number): FaceMeasures {
  return {
    share: 0.45,
    pose: { yaw: 0, pitch: 0, roll: 0 },
    sharpness: Number.MAX_SAFE_INTEGER,
    light: { mean: 128, clipped: 0, imbalance: 0 },
    covering: { colour: 0, mouthLines: 0 },
    placement: { x: 0, y: 0 },
    place: { x: 320 + (now % 500) / 10, y: 240 },
    eyeDistance: 60,
  };
}
