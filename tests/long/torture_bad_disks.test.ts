import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';

const runScript = join(projectRoot(), 'scripts', 'run.mjs');

test.each([
  ['a full disk', 4, ['--disk', 'full']],
  ['a disk on which every nth write fails', 6, ['--disk', 'write-errors']],
])(
  'killed at random moments on %s: nothing lost, nothing twice, nothing changed',
  async (_what, rounds, more) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      runScript,
      'torture/torture',
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
