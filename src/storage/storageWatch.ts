import { statfsSync } from 'node:fs';
import { minute } from '../kernel/durations.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { guarded } from './guarded.ts';

/** Knows whether a storage would take another commit. */
export interface StorageWatch {
  /** Errors: U-505 too little room; U-501 a test write failed; U-506 the database is damaged. */
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

export function watchStorage({ folder, minFreeBytes, testWrite, now }: WatchedStorage): StorageWatch {
  let goodAt = Number.NEGATIVE_INFINITY;
  return {
    check: () =>
      guarded(() => {
        const { bavail, bsize } = statfsSync(folder);
        const free = bavail * bsize;
        if (free < minFreeBytes) return failed('U-505', `${mebibytes(free)} MiB free of ${mebibytes(minFreeBytes)}`);
        const at = now();
        if (Math.abs(at - goodAt) < trustMs) return ok(undefined);
        testWrite(at);
        goodAt = at;
        return ok(undefined);
      }),
    committed(outcome) {
      goodAt = outcome.ok ? now() : Number.NEGATIVE_INFINITY;
    },
  };
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
