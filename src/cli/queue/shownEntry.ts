import { type QueueEntry, readPayload } from '../../outbox/inspection.ts';
import type { Store } from '../../outbox/store.ts';

/** A queue entry with what `show` found out about its payload. */
export interface ShownEntry extends QueueEntry {
  readonly payload: 'sealed' | 'wiped' | 'damaged';
  /** The patient's data; only where it was asked for. */
  readonly reception?: unknown;
}

/** Looks at the payload of `entry`. @param reveal whether the patient's data comes with it */
export function withPayload(store: Store, entry: QueueEntry, reveal: boolean): ShownEntry {
  const opened = readPayload(store, entry.id, entry.version);
  if (!opened.ok) return { ...entry, payload: 'damaged' };
  if (!opened.value) return { ...entry, payload: entry.wipedAt ? 'wiped' : 'damaged' };
  try {
    if (!reveal) return { ...entry, payload: 'sealed' };
    const reception: unknown = JSON.parse(opened.value.toString('utf8'));
    return { ...entry, payload: 'sealed', reception };
  } finally {
    opened.value.fill(0);
  }
}
