import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AuditPaths, anchorsFile } from '../../src/audit/trailStore.ts';
import { unwrap } from '../../src/problem/result.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { findingsIn, temporaryAuditPaths, temporaryTrail, visitEvents } from '../support/audit/auditTrails.ts';

test('killed while it writes and signs: every record it told of is there, and nothing looks tampered with', async () => {
  const paths = temporaryAuditPaths();
  let told = 0;
  for (const records of [1, 7, 13, 40]) {
    told += await killedWhileWriting(paths, records);
    expect(findingsIn(paths)).toEqual([]);
    // Also by the next start, which looks at the end of the trail first.
    const trail = temporaryTrail(paths);
    expect(trail.alerts).toEqual([]);
    expect(unwrap(trail.newest({ event: 'service.in' }, 1_000_000)).length).toBeGreaterThanOrEqual(told);
    trail.close();
  }
  expect(told).toBeGreaterThanOrEqual(1 + 7 + 13 + 40);
});

describe('a power cut while an anchor is written', () => {
  test('leaves half a line: it is no finding, and the next start writes that anchor again', () => {
    const paths = filledTrail();
    const file = anchorsFile(paths);
    const whole = readFileSync(file, 'utf8');
    truncateSync(file, statSync(file).size - 40);
    expect(findingsIn(paths)).toEqual([]);
    temporaryTrail(paths).close();
    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  test('leaves it out altogether: the same', () => {
    const paths = filledTrail();
    const file = anchorsFile(paths);
    const whole = readFileSync(file, 'utf8');
    truncateSync(file, whole.trimEnd().lastIndexOf('\n') + 1);
    expect(findingsIn(paths)).toEqual([]);
    temporaryTrail(paths).close();
    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  test('leaves garbage without an end of line: it is cut off', () => {
    const paths = filledTrail();
    const file = anchorsFile(paths);
    const whole = readFileSync(file, 'utf8');
    appendFileSync(file, '\0'.repeat(200));
    const trail = temporaryTrail(paths);
    unwrap(trail.append({ type: 'service.in' }));
    trail.close();
    expect(readFileSync(file, 'utf8').startsWith(`${whole}{`)).toBe(true);
    expect(findingsIn(paths)).toEqual([]);
  });
});

function filledTrail(): AuditPaths {
  const paths = temporaryAuditPaths();
  const trail = temporaryTrail(paths);
  unwrap(trail.appendAll(visitEvents(trail)));
  trail.close();
  return paths;
}

/** A process, as built, that appends until it is killed, which is once it told of so many records. Returns how many it told of. */
async function killedWhileWriting(paths: AuditPaths, records: number): Promise<number> {
  const built = join(projectRoot(), 'dist', 'src', 'audit');
  if (!existsSync(built)) throw new Error('these tests run after a build: npm run setup');
  const program = `
    import { writeSync } from 'node:fs';
    import { openAuditTrail } from '${pathToFileURL(join(built, 'trail.js'))}';
    const { value: trail } = openAuditTrail({ ...JSON.parse(process.argv[1]), anchorEveryRecords: 7 });
    while (trail.append({ type: 'service.in' }).ok) writeSync(1, '.');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, JSON.stringify(paths)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let told = 0;
  child.stdout.on('data', (dots: Buffer) => {
    told += dots.length;
    if (told >= records) child.kill('SIGKILL');
  });
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
  return told;
}
