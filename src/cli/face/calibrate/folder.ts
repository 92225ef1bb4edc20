import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Frame } from '../../../camera/camera.ts';
import type { SatTwice } from '../../../face/calibration/compared.ts';
import type { Sittings } from '../../../face/calibration/sittings.ts';
import { failed, ok, type Result } from '../../../problem/result.ts';

const pictureEndings = ['.jpg', '.jpeg', '.png'];

/**
 * People in pictures of this camera that they have agreed to before: a sub-folder each, whose first half by name is one
 * sitting, the other half the other. Who cannot be judged in both is left out. U-653 where it is no such folder.
 */
export async function peopleInFolder(folder: string, sittings: Sittings): Promise<Result<readonly SatTwice[]>> {
  const found = await filesOf(folder);
  if (!found.ok) return found;
  const people: SatTwice[] = [];
  for (const files of found.value) {
    const half = files.length >> 1;
    const first = await sittings.take(framesFrom(files.slice(0, half)));
    if (!first.ok) return first;
    const second = await sittings.take(framesFrom(files.slice(half)));
    if (!second.ok) return second;
    people.push([first.value, second.value]);
  }
  return ok(people);
}

async function filesOf(folder: string): Promise<Result<readonly (readonly string[])[]>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const persons = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
    const files = await Promise.all(persons.toSorted().map(picturesIn));
    const short = files.findIndex((each) => each.length < 2);
    if (short >= 0)
      return failed('U-653', `sub-folder ${short + 1}, by name, holds fewer than two JPEG or PNG pictures`);
    return files.length >= 2 ? ok(files) : failed('U-653', `${folder} holds fewer than two sub-folders, one a person`);
  } catch (error) {
    return failed('U-653', error instanceof Error ? error.message : String(error));
  }
}

async function picturesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  const pictures = names.filter((name) => pictureEndings.includes(extname(name).toLowerCase()));
  return pictures.toSorted().map((name) => join(folder, name));
}

async function* framesFrom(files: readonly string[]): AsyncGenerator<Result<Frame>> {
  for (const [at, file] of files.entries()) {
    try {
      yield ok({ jpeg: await readFile(file), sequence: at + 1, takenAt: 0 });
    } catch (error) {
      yield failed('U-653', error instanceof Error ? error.message : String(error));
      return;
    }
  }
}
