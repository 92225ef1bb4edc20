import { statfsSync } from 'node:fs';
import { ok, type Result } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import type { Damage } from './damage.ts';
import type { DeliveryState } from './inspection.ts';
import { postAll } from './journal.ts';
import type { Store } from './store.ts';

/** The queue at a glance. Bytes and ISO 8601 times. */
export interface QueueStatistics {
  readonly sinks: readonly {
    readonly sink: string;
    readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
    /** When the oldest that is not delivered was recorded. */
    readonly oldestOpenAt?: string;
  }[];
  /** Receptions whose payload is still kept. */
  readonly payloads: number;
  readonly fileBytes: number;
  /** Of those, what the next receptions will use again. */
  readonly unusedBytes: number;
  readonly diskFreeBytes: number;
  readonly key: { readonly source: 'credential' | 'file'; readonly ids: readonly string[] };
  readonly damage: readonly Damage[];
}

/** Errors: U-501. Reads through the whole history: for a person who asks, not for a page that refreshes. */
export function queueStatistics(store: Store): Result<QueueStatistics> {
  const { database, folder, keySource, keys, damage } = store;
  postAll(store);
  return guarded(() => {
    const rows = database
      .prepare<[], { sink: string; state: DeliveryState; count: number; oldest: number }>(
        `SELECT sink, state, count(*) AS count, min(recorded_at) AS oldest
         FROM delivery JOIN reception ON sequence = reception GROUP BY sink, state ORDER BY sink`,
      )
      .all();
    const sinks = [...new Set(rows.map(({ sink }) => sink))].map((sink) => {
      const mine = rows.filter((row) => row.sink === sink);
      const open = mine.filter(({ state }) => state !== 'delivered').map(({ oldest }) => oldest);
      return {
        sink,
        counts: Object.fromEntries(mine.map(({ state, count }) => [state, count])),
        ...(open.length > 0 ? { oldestOpenAt: new Date(Math.min(...open)).toISOString() } : {}),
      };
    });
    const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
    const { bavail, bsize } = statfsSync(folder);
    return ok({
      sinks,
      payloads: Number(database.prepare('SELECT count(*) FROM journal').pluck().get()),
      fileBytes: number('page_count') * number('page_size'),
      unusedBytes: number('freelist_count') * number('page_size'),
      diskFreeBytes: bavail * bsize,
      key: { source: keySource.kind, ids: keys.ids },
      damage,
    });
  });
}
