import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take most of a minute, longest first (what `npm test` says at its end). A checkout that has never been tested
 * knows no durations, and Vitest begins with the files that have most text: the longest of all began last, while the other
 * workers had nothing left to do. A name that is missing here costs time and nothing else.
 */
const longest: readonly string[] = [
  'every_reachable_state.test.ts',
  'second_start.test.ts',
  'layout.test.ts',
  'damaged_stores.test.ts',
  'another_program_holds_the_databases.test.ts',
  'in_a_browser.test.ts',
  'every_act_is_on_record.test.ts',
  'clock_leaps.test.ts',
  'random_walks.test.ts',
  'the_browser_is_part_of_it.test.ts',
  'pulled_at_every_apdu.test.ts',
  'attempt.test.ts',
  'table.test.ts',
  'clinic_down_while_the_kiosk_is_killed.test.ts',
  'any_bytes.test.ts',
  'morning_in_a_browser.test.ts',
  'privacy_after_visit.test.ts',
  'whatever_the_world_sends.test.ts',
];

/** Vitest's own order, with the longest files of each project at its beginning. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const inOrder = [...new Set(sorted.map(({ project }) => project.name))];
    const rank = (name: string): number => (longest.includes(name) ? longest.indexOf(name) : longest.length);
    return inOrder.flatMap((project) =>
      sorted
        .filter((file) => file.project.name === project)
        .map((file) => ({ file, at: rank(basename(file.moduleId)) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ file }) => file),
    );
  }
}
