import { access } from 'node:fs/promises';
import { failed, ok, type Result } from '../../problem/result.ts';
import { type ChosenProfile, scaleOf } from '../models/chooseProfile.ts';
import { distance } from '../networks/embedded/descriptor.ts';
import { cosine } from '../networks/standard/recogniser.ts';
import { embedAll } from './embedAll.ts';
import type { PictureTask } from './embedPicture.ts';
import type { LabelledPair } from './pairsFile.ts';
import { type Measured, onScale } from './report.ts';

export interface MeasureOptions {
  readonly chosen: ChosenProfile;
  /** Whether the first picture of each pair becomes a stand-in for a chip photo. */
  readonly chip: boolean;
  /** Threads. */
  readonly jobs: number;
  /** Told how many of how many pictures are done. */
  progress(done: number, total: number): void;
}

/** Embeds every picture once and scores every pair. U-212 names a picture that is not there or no picture; U-214. */
export async function measurePairs(
  labelled: readonly LabelledPair[],
  { chosen, chip, jobs, progress }: MeasureOptions,
): Promise<Result<Measured>> {
  const { tasks, indexOf } = tasksOf(labelled, chip);
  const missing = await firstMissing(tasks);
  if (missing) return failed('U-212', `${missing} is not there`);
  const embedded = await embedAll(chosen, tasks, jobs, (done) => progress(done, tasks.length));
  if (!embedded.ok) return embedded;
  const pictures = embedded.value;
  const scale = scaleOf(chosen);
  const likeness = onScale(scale);
  const score = scale.measure === 'cosine' ? cosine : distance;
  const pairs = labelled.map(({ a, b, same }) => {
    const [one, other] = [pictures[indexOf(a, chip)]?.embedding, pictures[indexOf(b, false)]?.embedding];
    return { same, likeness: one && other ? likeness(score(one, other)) : Number.NEGATIVE_INFINITY };
  });
  const found = pictures.filter(({ embedding }) => embedding);
  for (const { embedding } of found) embedding?.fill(0);
  return ok({
    profile: chosen.profile,
    scale,
    chip,
    pairs,
    pictures: pictures.length,
    times: found.map(({ ms }) => ms),
  });
}

/** Each picture once in each of its parts. */
function tasksOf(labelled: readonly LabelledPair[], chip: boolean) {
  const known = new Map<string, number>();
  const tasks: PictureTask[] = [];
  const key = (file: string, asChip: boolean): string => `${asChip ? 'chip' : 'frame'} ${file}`;
  const add = (file: string, asChip: boolean): void => {
    if (known.has(key(file, asChip))) return;
    known.set(key(file, asChip), tasks.length);
    tasks.push({ file, as: asChip ? 'chip' : 'frame' });
  };
  for (const { a, b } of labelled) {
    add(a, chip);
    add(b, false);
  }
  return { tasks, indexOf: (file: string, asChip: boolean): number => known.get(key(file, asChip)) ?? -1 };
}

async function firstMissing(tasks: readonly PictureTask[]): Promise<string | undefined> {
  for (const { file } of tasks) {
    try {
      await access(file);
    } catch {
      return file;
    }
  }
  return undefined;
}
