import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';

const program = join(projectRoot(), 'dist', 'scripts', 'torture', 'torture.js');

it.each([
  ['a good disk', 6, []],
  ['a full disk', 4, ['--disk', 'full']],
  ['a disk on which every nth write fails', 6, ['--disk', 'write-errors']],
])(
  'killed at random moments on %s: nothing lost, nothing twice, nothing changed',
  async (_what, rounds, more) => {
    if (!existsSync(program)) throw new Error('these tests run after a build: npx tsc -p tsconfig.build.json');
    const { stdout } = await promisify(execFile)(process.execPath, [
      program,
      '--rounds',
      `${rounds}`,
      '--json',
      ...more,
    ]);
    const verdict: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(verdict).toMatchObject({ rounds, lost: 0, duplicated: 0, altered: 0 });
    expect(verdict).toHaveProperty('told', expect.any(Number));
  },
  300_000,
);
