import type { Result } from '../../problem/result.ts';
import type { SinkName } from './sinkNames.ts';

/** The key under which a receiver knows a repeated delivery, as the description of the webhook says it. */
export function idempotencyKeyOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}.v${version}`;
}

/** One reception on its way out. */
export interface Parcel {
  /** See {@link idempotencyKeyOf}. */
  readonly idempotencyKey: string;
  /** The reception as JSON, UTF-8. The delivery loop zeroes it as soon as the sink is done. */
  readonly body: Uint8Array;
  readonly memo: Memo;
}

/**
 * What a sink writes down for itself about one delivery, for its next attempt at it. It lies in the queue, where only
 * the kiosk writes, and holds nothing of the patient.
 */
export interface Memo {
  /** What was written last; undefined where nothing was. Errors: U-501. */
  read(): Result<string | undefined>;
  /** Survives a power cut once it returns ok. Errors: U-501, also where the delivery has passed to somebody else. */
  write(text: string): Result<void>;
}

/**
 * What became of one attempt. `detail` is technical only: nothing of the patient, and nothing the receiver wrote,
 * since it may quote the patient.
 */
export type SinkOutcome =
  | { readonly kind: 'taken' }
  /** The receiver is not there, or busy: says nothing about this reception, so the whole sink waits. */
  | {
      readonly kind: 'unavailable';
      readonly detail: string;
      /** It is there, and takes nothing before a person has put this right: waiting alone will not help. */
      readonly needs?: 'set-up' | 'clock';
      readonly retryAfterMs?: number;
    }
  /** The receiver stumbled over this reception; it may take it another time. */
  | { readonly kind: 'refused-for-now'; readonly detail: string; readonly retryAfterMs?: number }
  /** The receiver will never take it as it is: a person has to look. */
  | { readonly kind: 'refused'; readonly detail: string };

/** Port: a place receptions are delivered to, at least once. One folder each beside this file. */
export interface Sink {
  /** It is written into the queue. */
  readonly name: SinkName;
  /** The loop aborts an attempt after this many milliseconds. */
  readonly timeLimitMs: number;
  /** How many it takes at the same time; one where it does not say. */
  readonly parallel?: number;
  /**
   * What it makes of the versions of one reception. `in-order`: it is told of each, and each waits for those before
   * it. `newest`: a version that is not delivered yet gives way to a later one. Where it does not say: each by itself.
   */
  readonly versions?: 'in-order' | 'newest';
  /**
   * Ends soon after `signal` aborts, whose reason then is an error with a technical message. What the world does to
   * it comes back as an outcome; it throws on bugs only.
   */
  deliver(parcel: Parcel, signal: AbortSignal): Promise<SinkOutcome>;
}

/** A sink that is ready; nobody has to be there yet. */
export interface OpenSink {
  readonly sink: Sink;
  /** To be called when delivery has stopped. */
  close(): Promise<void>;
}

/** A sink that holds nothing open between two deliveries. */
export function withoutConnection(sink: Sink): OpenSink {
  return { sink, close: async () => {} };
}
