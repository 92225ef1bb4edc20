import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExpectedScreen } from './double.ts';
import type { Rehearsed } from './visits.ts';

/** As it lies in the folder: the pictures beside it, each a PNG of its own. */
type KeptScreen = Omit<ExpectedScreen, 'picture'> & { readonly picture: string };
interface Kept {
  readonly person: string;
  readonly screens: readonly KeptScreen[];
}

const list = 'rehearsals.json';

/** Keeps rehearsed visits in a folder, for the processes that go by them. */
export function keepRehearsals(folder: string, rehearsed: readonly Rehearsed[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const kept = rehearsed.map(
    ({ person, screens }): Kept => ({
      person,
      screens: screens.map((each) => {
        const picture = `${person}-${each.screen}.png`;
        writeFileSync(join(folder, picture), each.picture);
        return { ...each, picture };
      }),
    }),
  );
  writeFileSync(join(folder, list), JSON.stringify(kept));
}

/** What {@link keepRehearsals} kept. */
export function keptRehearsals(folder: string): readonly Rehearsed[] {
  const kept = JSON.parse(readFileSync(join(folder, list), 'utf8')) as readonly Kept[];
  return kept.map(({ person, screens }) => ({
    person,
    screens: screens.map((each) => ({ ...each, picture: readFileSync(join(folder, each.picture)) })),
  }));
}
