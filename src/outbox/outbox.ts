import { ok, type Result } from '../problem/result.ts';
import type { Reception } from './reception.ts';
import { seal } from './seal.ts';
import { guarded, type OutboxPaths, openStore, type Store } from './store.ts';

/** What is under way, for the staff desk, the readiness report and metrics. */
export interface Backlog {
  /** Deliveries that will be tried by themselves. */
  readonly waiting: number;
  /** Deliveries that wait for a person. */
  readonly parked: number;
  /** When the oldest undelivered reception was recorded, milliseconds since the epoch. */
  readonly oldestAt: number | undefined;
}

/** The offline queue: takes receptions in. `startDelivery` carries them out. */
export interface Outbox {
  /**
   * Commits the reception and one delivery for each sink in one transaction. When it returns ok the reception
   * survives a power cut: only then may the patient read that the check-in is done. Errors: U-501.
   */
  record(reception: Reception): Result<void>;
  backlog(): Result<Backlog>;
  /** Calls `listener` after each commit; returns the way to stop that. */
  onRecorded(listener: () => void): () => void;
  close(): void;
  readonly store: Store;
}

export interface OutboxOptions extends OutboxPaths {
  /** Names of the sinks each new reception is owed to. */
  readonly sinks: readonly string[];
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
  /** Runs inside the transaction, after the reception and before its deliveries: where a simulated disk fails. */
  readonly betweenInserts?: () => void;
}

/** Opens the queue, and makes it at the very first start. Errors: U-501, U-504 as {@link openStore}. */
export function openOutbox(options: OutboxOptions): Result<Outbox> {
  const opened = openStore(options, options.now ?? Date.now);
  return opened.ok ? ok(outboxOn(opened.value, options)) : opened;
}

function outboxOn(store: Store, options: OutboxOptions): Outbox {
  const { database } = store;
  const insertReception = database.prepare('INSERT INTO reception (id, version, recorded_at) VALUES (?, ?, ?)');
  const insertPayload = database.prepare('INSERT INTO payload (reception, key_id, nonce, sealed) VALUES (?, ?, ?, ?)');
  const insertDelivery = database.prepare('INSERT INTO delivery (reception, sink, due_at) VALUES (?, ?, ?)');
  const countOpen = database.prepare<[], { state: string; count: number }>(
    `SELECT state, count(*) AS count FROM delivery WHERE state <> 'delivered' GROUP BY state`,
  );
  const oldestOpen = database.prepare<[], { oldestAt: number | null }>(
    `SELECT min(r.recorded_at) AS oldestAt FROM delivery d JOIN reception r ON r.sequence = d.reception
     WHERE d.state <> 'delivered'`,
  );
  const listeners = new Set<() => void>();

  const commit = database.transaction((reception: Reception, plaintext: Uint8Array) => {
    const recordedAt = store.now();
    const { id, version } = reception;
    const { keyId, nonce, ciphertext } = seal(store.keys.current, { id, version }, plaintext);
    const sequence = insertReception.run(id, version, recordedAt).lastInsertRowid;
    insertPayload.run(sequence, keyId, nonce, ciphertext);
    options.betweenInserts?.();
    for (const sink of options.sinks) insertDelivery.run(sequence, sink, recordedAt);
  });

  return {
    store,
    record(reception) {
      const plaintext = Buffer.from(JSON.stringify(reception), 'utf8');
      const committed = guarded(() => {
        commit.immediate(reception, plaintext);
        return ok(undefined);
      });
      plaintext.fill(0);
      if (committed.ok) for (const listener of listeners) listener();
      return committed;
    },
    backlog: () =>
      guarded(() => {
        const counts = new Map(countOpen.all().map(({ state, count }) => [state, count]));
        return ok({
          waiting: (counts.get('waiting') ?? 0) + (counts.get('claimed') ?? 0),
          parked: counts.get('parked') ?? 0,
          oldestAt: oldestOpen.get()?.oldestAt ?? undefined,
        });
      }),
    onRecorded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      database.close();
    },
  };
}
