import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bareCommits, linesOf, type Measured, mediansInTurns } from './rounds.ts';

/** A store of its own to measure. */
export interface StoreBench {
  readonly works: readonly Measured[];
  /** The floor: so many bare commits of so many bytes. */
  readonly bare: { readonly commits: number; readonly bytes: number };
  /** Fills what lies behind up from `from` to `to` rows, as large as real ones. */
  putBehind(from: number, to: number): void;
  close(): void;
}

/**
 * Measures a store's works with few and with many rows behind it, beside bare commits on the same disk, in a folder
 * that is taken away afterwards; prints a line for each, and with `--json` one object.
 */
export function benchBehind(name: string, open: (folder: string) => StoreBench): void {
  const { values } = parseArgs({
    options: {
      behind: { type: 'string', default: '0,200000' },
      rounds: { type: 'string', default: '25' },
      json: { type: 'boolean', default: false },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), `uketsuke-bench-${name}-`));
  const store = open(folder);
  const bare = bareCommits(join(folder, 'bare.sqlite'), store.bare.commits, store.bare.bytes);
  const works = [...store.works, bare];
  try {
    let behind = 0;
    const bySize = values.behind.split(',').map((text) => {
      const size = Number(text);
      store.putBehind(behind, size);
      behind = size;
      return { size, medians: mediansInTurns(works, Number(values.rounds)) };
    });
    const names = works.map((work) => work.name);
    process.stdout.write(linesOf(names, bySize));
    if (values.json) process.stdout.write(`${JSON.stringify({ names, bySize })}\n`);
  } finally {
    store.close();
    bare.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
