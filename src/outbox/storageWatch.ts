import { statfsSync } from 'node:fs';
import { failed, ok, type Result } from '../problem/result.ts';
import { guarded, type Store } from './store.ts';

/** Knows whether the storage under the queue would take another reception. */
export interface StorageWatch {
  /** Errors: U-505 too little room; U-501 a test write failed; U-506 the database is damaged. */
  check(): Result<void>;
  /** How the last real commit went: a good one is the best test, a bad one asks for a new test. */
  committed(outcome: Result<void>): void;
}

/** How long a commit that went well stands for the next, in ms: flash is not worn for nothing. */
const trustMs = 60_000;

/** @param minFreeBytes below this much room no visit should begin. */
export function createStorageWatch(store: Store, minFreeBytes: number): StorageWatch {
  const { database, folder, now } = store;
  const write = database.prepare(
    'INSERT INTO probe (only, at) VALUES (1, @at) ON CONFLICT (only) DO UPDATE SET at = @at',
  );
  let goodAt = Number.NEGATIVE_INFINITY;
  return {
    check: () =>
      guarded(() => {
        const { bavail, bsize } = statfsSync(folder);
        const free = bavail * bsize;
        if (free < minFreeBytes) return failed('U-505', `${mebibytes(free)} MiB free of ${mebibytes(minFreeBytes)}`);
        const at = now();
        if (Math.abs(at - goodAt) < trustMs) return ok(undefined);
        write.run({ at });
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
