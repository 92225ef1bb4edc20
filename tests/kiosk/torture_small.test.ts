import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';

const runScript = join(projectRoot(), 'scripts', 'run.mjs');

test('killed at random moments: nothing lost, nothing twice, nothing changed', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    runScript,
    'torture/torture',
    '--rounds',
    '6',
    '--json',
  ]);
  const verdict: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(verdict).toMatchObject({ rounds: 6, lost: 0, duplicated: 0, altered: 0 });
  expect(verdict).toHaveProperty('told', expect.any(Number));
}, 300_000);
