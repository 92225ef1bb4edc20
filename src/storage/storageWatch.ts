import { statfsSync } from 'node:fs';
import { minute, second } from '../kernel/durations.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { guarded } from './guarded.ts';

/** Knows whether a storage would take another commit. */
export interface StorageWatch {
  /** Errors: U-505 too little room; U-501 a test write failed; U-506 the database is damaged; U-512 held by another program for long. */
  check(): Result<void>;
  /** How the last real commit went: a good one is the best test, a bad one asks for a new test. */
  committed(outcome: Result<void>): void;
}

export interface WatchedStorage {
  /** The folder on whose file system room is asked for. */
  readonly folder: string;
  /** Below this much room nothing should be begun. */
  readonly minFreeBytes: number;
  /** One small commit; throws what the disk and SQLite throw. */
  readonly testWrite: (at: number) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** How long a commit that went well stands for the next, in ms: flash is not worn for nothing. */
const trustMs = minute;

/** Another program may hold the database this long before nobody is served any more: most let go at once. In ms. */
const heldLongMs = 10 * second;

export function watchStorage({ folder, minFreeBytes, testWrite, now }: WatchedStorage): StorageWatch {
  let goodAt = Number.NEGATIVE_INFINITY;
  let heldSince: number | undefined;
  const check = (): Result<void> =>
    guarded(() => {
      const { bavail, bsize } = statfsSync(folder);
      const free = bavail * bsize;
      if (free < minFreeBytes) return failed('U-505', `${mebibytes(free)} MiB free of ${mebibytes(minFreeBytes)}`);
      const at = now();
      if (Math.abs(at - goodAt) < trustMs) return ok(undefined);
      testWrite(at);
      goodAt = at;
      return ok(undefined);
    });
  return {
    check() {
      const able = check();
      if (able.ok || able.problem.code !== 'U-512') {
        heldSince = undefined;
        return able;
      }
      heldSince ??= performance.now();
      return performance.now() - heldSince < heldLongMs ? ok(undefined) : able;
    },
    committed(outcome) {
      if (outcome.ok) goodAt = now();
      else if (outcome.problem.code !== 'U-512') goodAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
