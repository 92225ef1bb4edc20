import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';

const runScript = join(projectRoot(), 'scripts', 'run.mjs');

test('guessed at, started twice, out of time, killed, damaged, out of disk: nobody lost, doubled or confirmed unproven', async () => {
  const args = [runScript, 'trouble/trouble', '--visits', '16', '--short', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const summary: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(summary).toMatchObject({ ok: true, lost: 0, doubled: 0, altered: 0, confirmedWithoutEvidence: 0, faults: [] });
  expect(summary).toHaveProperty('told', expect.any(Number));
}, 400_000);
