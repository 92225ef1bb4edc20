import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Frame } from '../../../camera/camera.ts';
import type { SatTwice } from '../../../face/calibration/compared.ts';
import type { Sittings } from '../../../face/calibration/sittings.ts';
import { failed, ok, type Result } from '../../../problem/result.ts';

const pictureEndings = ['.jpg', '.jpeg', '.png'];

/** Picture files of each person. */
export type PeopleFiles = readonly (readonly string[])[];

/** Takes people from their pictures: the first half by name is one sitting, the other half the other. U-653. */
export async function peopleInFiles(persons: PeopleFiles, sittings: Sittings): Promise<Result<readonly SatTwice[]>> {
  const people: SatTwice[] = [];
  for (const files of persons) {
    const half = files.length >> 1;
    const first = await sittings.take(framesFrom(files.slice(0, half)));
    if (!first.ok) return first;
    const second = await sittings.take(framesFrom(files.slice(half)));
    if (!second.ok) return second;
    people.push([first.value, second.value]);
  }
  return ok(people);
}

/** Pictures of this camera that people have agreed to before, a sub-folder each. U-653 where it is no such folder. */
export async function peopleFilesIn(folder: string): Promise<Result<PeopleFiles>> {
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
