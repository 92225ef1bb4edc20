import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';

describe('before a visit is begun', () => {
  test('there is room and the disk takes writes', () => {
    expect(temporaryOutbox().canRecord()).toEqual({ ok: true, value: undefined });
  });

  test('too little room is said as U-505, while what is under way can still be recorded', () => {
    const outbox = temporaryOutbox({ minFreeBytes: Number.MAX_SAFE_INTEGER });
    expect(outbox.canRecord()).toMatchObject({ ok: false, problem: { code: 'U-505' } });
    expect(outbox.record(sampleReception()).ok).toBe(true);
  });

  test('a disk that took nothing last time is tried again before the next patient', () => {
    let fails = true;
    const outbox = temporaryOutbox({
      beforeCommit: () => {
        if (fails) throw Object.assign(new Error('read-only file system'), { code: 'EROFS' });
      },
    });
    const { database } = outbox.store;
    expect(outbox.canRecord().ok).toBe(true);
    database.exec("CREATE TRIGGER broken BEFORE UPDATE ON probe BEGIN SELECT RAISE(ABORT, 'simulated'); END");
    expect(outbox.record(sampleReception())).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    expect(outbox.canRecord()).toMatchObject({ ok: false, problem: { code: 'U-501' } });

    database.exec('DROP TRIGGER broken');
    expect(outbox.canRecord().ok).toBe(true);
    fails = false;
    expect(outbox.record(sampleReception()).ok).toBe(true);
  });

  test('tests at most once a minute while all is well', () => {
    const clock = { at: 1_000_000 };
    const outbox = temporaryOutbox({ now: () => clock.at });
    const testedAt = () => outbox.store.database.prepare('SELECT at FROM probe').pluck().get();
    unwrap(outbox.canRecord());
    clock.at += 30_000;
    unwrap(outbox.canRecord());
    expect(testedAt()).toBe(1_000_000);
    clock.at += 30_000;
    unwrap(outbox.canRecord());
    expect(testedAt()).toBe(1_060_000);
  });
});

// A file system of a few megabytes: mounting it takes root, which is what CI runs as.
describe.runIf(process.getuid?.() === 0)('a real disk', () => {
  test('that is full: nothing is recorded, nothing told is lost, it opens again and goes on once there is room', () => {
    const folder = smallDisk();
    const paths = { folder: join(folder, 'outbox'), keyFile: join(folder, 'keys', 'outbox.key') };
    const outbox = unwrap(openOutbox({ ...paths, sinks: ['webhook'], minFreeBytes: 512 * 1024 }));
    const ballast = join(folder, 'ballast');
    fillUp(ballast);
    expect(outbox.canRecord()).toMatchObject({ ok: false, problem: { code: 'U-505' } });
    let told = 0;
    let refused = 0;
    while (refused < 5) {
      if (outbox.record(sampleReception()).ok) told += 1;
      else refused += 1;
      expect(told).toBeLessThan(10_000);
    }
    outbox.close();

    const again = unwrap(openOutbox({ ...paths, sinks: ['webhook'], minFreeBytes: 512 * 1024 }));
    onTestFinished(() => again.close());
    expect(unwrap(again.backlog()).waiting).toBe(told);
    expect(again.canRecord().ok).toBe(false);
    rmSync(ballast);
    expect(again.canRecord().ok).toBe(true);
    expect(again.record(sampleReception()).ok).toBe(true);
  });

  test('that has become read-only: U-501 before the next visit, not after it', () => {
    const folder = smallDisk();
    const paths = { folder: join(folder, 'outbox'), keyFile: join(folder, 'keys', 'outbox.key') };
    const clock = { at: 1_000_000 };
    const outbox = unwrap(openOutbox({ ...paths, sinks: [], minFreeBytes: 0, now: () => clock.at }));
    unwrap(outbox.canRecord());
    outbox.close();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(openOutbox({ ...paths, sinks: [] })).toMatchObject({ ok: false, problem: { code: 'U-501' } });
    execFileSync('mount', ['-o', 'remount,rw', folder]);
    expect(unwrap(openOutbox({ ...paths, sinks: [], minFreeBytes: 0 })).canRecord().ok).toBe(true);
  });
});

function smallDisk(): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
  });
  return folder;
}

function fillUp(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(4_096, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(descriptor);
  }
}
