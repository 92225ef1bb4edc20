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

test('and with no kind of memory to dump, for those who take core dumps through a pipe; what it starts too', () => {
  const unobserved = join(projectRoot(), 'dist', 'src', 'system', 'unobserved.js');
  const script = `await import(${JSON.stringify(unobserved)});
    const { execFileSync } = await import('node:child_process');
    process.stdout.write(execFileSync('cat', ['/proc/self/coredump_filter']));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(Number.parseInt(said, 16)).toBe(0);
});
