import { describe, expect, test } from 'vitest';
import { failed, ok } from '../../src/problem/result.ts';
import { guarded, guardedAs } from '../../src/storage/guarded.ts';
import { watchStorage } from '../../src/storage/storageWatch.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const full = () => {
  throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
};
const damaged = () => {
  throw Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT_INDEX' });
};

describe('work on the disk', () => {
  test('comes back with a number where the disk fails', () => {
    expect(guarded(full)).toEqual(failed('U-501', 'ENOSPC: no space left'));
    expect(guarded(damaged)).toEqual(failed('U-506', 'SQLITE_CORRUPT_INDEX: malformed'));
    expect(guarded(() => ok(1))).toEqual(ok(1));
  });

  test('throws on what only a bug can do', () => {
    const bug = Object.assign(new Error('not a path'), { code: 'ERR_INVALID_ARG_TYPE' });
    for (const error of [bug, new TypeError('x is undefined')]) {
      const work = () => {
        throw error;
      };
      expect(() => guarded(work)).toThrow(error);
      expect(() => guardedAs('U-507', work)).toThrow(error);
    }
  });

  test('has a number of its own where it is asked to, and leaves other numbers alone', () => {
    expect(guardedAs('U-507', full)).toEqual(failed('U-507', 'ENOSPC: no space left'));
    expect(guardedAs('U-507', damaged)).toEqual(
      failed('U-507', 'the file is damaged: SQLITE_CORRUPT_INDEX: malformed'),
    );
    expect(guardedAs('U-507', () => failed('U-504', 'key'))).toEqual(failed('U-504', 'key'));
  });
});

describe('a storage that is watched', () => {
  test('is written to once a minute at most, and again at once after a commit that failed', () => {
    let now = 1_000_000;
    const writes: number[] = [];
    const watch = watchStorage({ ...place(), minFreeBytes: 1, now: () => now, testWrite: (at) => writes.push(at) });

    expect(watch.check().ok).toBe(true);
    now += 59_999;
    expect(watch.check().ok).toBe(true);
    expect(writes).toEqual([1_000_000]);
    watch.committed(failed('U-501'));
    expect(watch.check().ok).toBe(true);
    expect(writes).toEqual([1_000_000, 1_059_999]);
    now += 60_000;
    watch.committed(ok(undefined));
    expect(watch.check().ok).toBe(true);
    expect(writes).toHaveLength(2);
  });

  test('says what is wrong with it', () => {
    const about = { ...place(), now: () => 0 };
    const tooSmall = watchStorage({ ...about, minFreeBytes: Number.MAX_SAFE_INTEGER, testWrite: () => undefined });
    expect(tooSmall.check()).toMatchObject({ problem: { code: 'U-505' } });
    const broken = watchStorage({ ...about, minFreeBytes: 1, testWrite: full });
    expect(broken.check()).toMatchObject({ problem: { code: 'U-501' } });
    // What failed is tried again at the next question.
    expect(broken.check()).toMatchObject({ problem: { code: 'U-501' } });
  });
});

function place() {
  return { folder: temporaryFolder() };
}
