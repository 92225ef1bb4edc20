import { ok, type Result } from '../problem/result.ts';
import type { Reception } from '../reception/reception.ts';
import { guarded } from '../storage/guarded.ts';
import type { DeliveryState } from './inspection.ts';
import { postAll } from './journal.ts';
import type { OpenedReceptions } from './openedReceptions.ts';
import { openedReception, type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';
import { isVouchedFor } from './voucher.ts';

/** One reception as staff see it: its newest version, and how far that has come. */
export interface Arrival {
  readonly reception: Reception;
  /** One for each sink it is owed to, by name. */
  readonly deliveries: readonly ArrivalDelivery[];
}

/** How far one reception has come at one sink. */
export interface ArrivalDelivery {
  readonly sink: string;
  readonly state: DeliveryState;
}

/** Which arrivals are asked for. */
export interface ArrivalQuery {
  /** Only those recorded for the first time at or after this, milliseconds since the epoch. */
  readonly since: number;
  /** At most so many, the newest. */
  readonly limit: number;
}

/** No version of the same reception is newer than `newest`. One recorded twice has a name of its own and is no version. */
const isNewest = `newest.id = j.id
  AND NOT EXISTS (SELECT 1 FROM reception newer WHERE newer.id = newest.id AND newer.version > newest.version)`;

/** See `Outbox.receptions`. */
export function arrivalsOn(
  store: Store,
  opened: OpenedReceptions,
): (query: ArrivalQuery) => Result<readonly Arrival[]> {
  const lines = store.database
    .prepare<ArrivalQuery, number>(
      // From what is still kept, not from all that ever came; by the first version: whose insurance was asked about later
      // did not arrive later.
      `SELECT j.sequence
       FROM journal j CROSS JOIN reception newest ON newest.sequence = j.sequence JOIN reception first ON first.id = newest.id
       WHERE first.recorded_at >= @since AND ${isNewest}
         AND NOT EXISTS (SELECT 1 FROM reception older WHERE older.id = first.id AND older.version < first.version)
       ORDER BY first.recorded_at DESC, first.sequence DESC LIMIT @limit`,
    )
    .pluck();
  const deliveries = store.database.prepare<[number], ArrivalDelivery>(
    // Said at once; until the next look through the queue the row itself still says otherwise.
    `SELECT d.sink, iif(d.state = 'delivered' AND NOT ${isVouchedFor}, 'parked', d.state) AS state
     FROM delivery d JOIN reception r ON r.sequence = d.reception JOIN journal j ON j.sequence = d.reception
     WHERE d.reception = ? ORDER BY d.sink`,
  );
  return (query) => {
    // On a disk that takes no more, what is posted already has to do.
    postAll(store);
    return guarded(() =>
      ok(
        lines.all(query).flatMap((sequence) => {
          const reception = opened.get(sequence);
          // One that does not open hides no other; delivering it parks it with U-504, where staff find it.
          return reception.ok ? [{ reception: reception.value, deliveries: deliveries.all(sequence) }] : [];
        }),
      ),
    );
  };
}

/** See `Outbox.reception`. */
export function newestIn(store: Store, id: string): Result<Reception | null> {
  postAll(store);
  return guarded(() => {
    const row = store.database
      .prepare<[string], SealedRow>(
        `SELECT ${sealedColumns} FROM reception newest JOIN journal j ON j.sequence = newest.sequence
         WHERE newest.id = ? AND ${isNewest}`,
      )
      .get(id);
    return row ? openedReception(store, row) : ok(null);
  });
}
