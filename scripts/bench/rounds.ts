import { Sqlite } from '../../src/storage/sqlite.ts';

/** Work that is measured, and what is written of it. */
export interface Measured {
  readonly name: string;
  run(): void;
}

/**
 * Median milliseconds of each, taken in turns: what else the machine does meets all of them. The first round only
 * warms up.
 */
export function mediansInTurns(works: readonly Measured[], rounds: number): readonly number[] {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, work] of works.entries()) {
      const startedAt = performance.now();
      work.run();
      if (round > 0) times[at]?.push(performance.now() - startedAt);
    }
  }
  return times.map((each) => each.toSorted((one, other) => one - other)[each.length >> 1] ?? Number.NaN);
}

/** The floor: so many commits of so many bytes at the same durability, with nothing around them. */
export function bareCommits(file: string, commits: number, bytes: number): Measured & { close(): void } {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE bare (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO bare (bytes) VALUES (?)');
  const row = Buffer.alloc(bytes, 7);
  return {
    name: `${commits} bare commit${commits === 1 ? '' : 's'} of ${bytes} bytes`,
    run: () => {
      for (let each = 0; each < commits; each += 1) insert.run(row);
    },
    close: () => void database.close(),
  };
}

/** A line for each size: what it took, and how often the floor of the same run fits into it. */
export function linesOf(
  names: readonly string[],
  bySize: readonly { readonly size: number; readonly medians: readonly number[] }[],
): string {
  return bySize
    .flatMap(({ size, medians }) => {
      const floor = medians.at(-1) ?? Number.NaN;
      return medians.map(
        (ms, at) =>
          `${size.toLocaleString('en')} behind: ${names[at]} ${ms.toFixed(2)} ms (${(ms / floor).toFixed(2)} × bare)\n`,
      );
    })
    .join('');
}
