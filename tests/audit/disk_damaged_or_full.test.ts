import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openAuditTrail } from '../../src/audit/trail.ts';
import { auditPaths, databaseFile } from '../../src/audit/trailStore.ts';
import { type Problem, unwrap } from '../../src/problem/result.ts';
import {
  findingsIn,
  temporaryAuditPaths,
  temporaryTrail,
  verified,
  visitEvents,
} from '../support/audit/auditTrails.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

describe('a damaged trail', () => {
  test.each([
    ['its header', 0, 100],
    ['its schema', 100, 1_000],
    ['a page of records', 2 * 8_192, 8_192],
  ])(
    '%s overwritten: set aside unchanged with its anchors, a new one begins, and it is told until somebody looked',
    (_what, from, length) => {
      const paths = temporaryAuditPaths();
      const before = temporaryTrail(paths);
      for (let each = 0; each < 20; each += 1) unwrap(before.appendAll(visitEvents(before)));
      before.close();
      const bytes = readFileSync(databaseFile(paths));
      bytes.fill(0xa5, from, from + length);
      writeFileSync(databaseFile(paths), bytes);

      const trail = temporaryTrail(paths);
      expect(trail.alerts).toMatchObject([{ code: 'U-508', detail: expect.stringContaining('audit-damaged-') }]);
      expect(unwrap(trail.newest({ event: 'audit.begun' }, 1))).toMatchObject([{ fields: { after: 'damage' } }]);
      unwrap(trail.append({ type: 'service.in' }));
      trail.close();
      expect(findingsIn(paths)).toEqual([]);
      const [aside = ''] = readdirSync(dirname(paths.folder)).filter((name) => name.startsWith('audit-damaged-'));
      const folder = join(dirname(paths.folder), aside);
      expect(readFileSync(join(folder, 'audit.sqlite')).equals(bytes)).toBe(true);
      expect(readFileSync(join(folder, 'anchors.jsonl'), 'utf8')).not.toBe('');
      expect(temporaryTrail(paths).alerts).toHaveLength(1);
      rmSync(folder, { recursive: true });
      expect(temporaryTrail(paths).alerts).toEqual([]);
    },
  );
});

// A file system of a megabyte: mounting it takes root, which is what CI runs as.
describe.runIf(process.getuid?.() === 0)('a real disk', () => {
  test('that is full: the record is refused with U-507, what was told stays, and it goes on once there is room', () => {
    const folder = smallDisk();
    const paths = auditPaths(join(folder, 'data'));
    const problems: Problem[] = [];
    const trail = temporaryTrail({ ...paths, anchorEveryRecords: 10, onProblem: (problem) => problems.push(problem) });
    unwrap(trail.append({ type: 'service.in' }));
    const ballast = join(folder, 'ballast');
    fillUp(ballast);
    let [told, refused] = [1, 0];
    // The log may have room left from before.
    for (let each = 0; each < 5_000 && refused < 5; each += 1) {
      const appended = trail.append({ type: 'service.in' });
      if (appended.ok) told += 1;
      else {
        refused += 1;
        expect(appended.problem.code).toBe('U-507');
      }
    }
    expect(refused).toBe(5);
    expect(trail.anchor()).toMatchObject({ ok: false, problem: { code: 'U-507' } });
    expect(unwrap(trail.newest({ event: 'service.in' }, 10_000))).toHaveLength(told);
    rmSync(ballast);
    unwrap(trail.append({ type: 'service.in' }));
    unwrap(trail.anchor());
    trail.close();
    expect(verified(paths)).toMatchObject({ findings: [], unanchored: 1 });
    expect(problems.every(({ code }) => code === 'U-507')).toBe(true);
  });

  test('that is full at the very first start: U-507, and the next start with room begins as if nothing had been', () => {
    const folder = smallDisk();
    const paths = auditPaths(join(folder, 'data'));
    const ballast = join(folder, 'ballast');
    fillUp(ballast);
    expect(openAuditTrail(paths)).toMatchObject({ ok: false });
    rmSync(ballast);
    const trail = temporaryTrail(paths);
    expect(trail.alerts).toEqual([]);
    trail.close();
    expect(findingsIn(paths)).toEqual([]);
  });
});

function smallDisk(): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
  });
  return folder;
}

function fillUp(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(1_024, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(descriptor);
  }
}
