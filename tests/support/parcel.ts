import type { Reception } from '../../src/outbox/reception.ts';
import type { Parcel } from '../../src/outbox/sinks/sink.ts';

/** A reception as the delivery loop hands it to a sink. */
export function parcelOf(reception: Reception): Parcel {
  return {
    idempotencyKey: `${reception.id}.v${reception.version}`,
    body: Buffer.from(JSON.stringify(reception), 'utf8'),
  };
}
