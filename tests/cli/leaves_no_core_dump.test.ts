import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';

test('the command line is started with core dumps switched off, for good', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-core-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // In the place of node: says under which limits it would run.
  writeFileSync(join(folder, 'node'), '#!/bin/sh\necho "soft $(ulimit -Sc) hard $(ulimit -Hc)"\n', { mode: 0o755 });
  const said = execFileSync('/bin/sh', ['-c', 'ulimit -Sc unlimited; exec scripts/uketsuke --help'], {
    cwd: projectRoot(),
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` },
    encoding: 'utf8',
  });
  expect(said).toContain('soft 0 hard 0');
});
