import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { day } from '../../src/kernel/durations.ts';

export interface StreamSettingsOptions {
  readonly stream: string;
  readonly subject: string;
  /** On how many servers each message lies: 3 survives the loss of one. */
  readonly replicas: 1 | 3 | 5;
}

/** How the hospital's stream of arrivals is to be set up: `docs/stream.md` says why. */
export function streamSettings(options: StreamSettingsOptions): Partial<StreamConfig> & { readonly name: string } {
  return {
    name: options.stream,
    subjects: [`${options.subject}.>`],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    num_replicas: options.replicas,
    discard: DiscardPolicy.Old,
    // As long as a kiosk may be cut off and come back; after that a reception is of no use to an arrivals board.
    max_age: nanos(7 * day),
    duplicate_window: nanos(day),
    max_msg_size: 256 * 1024,
  };
}
