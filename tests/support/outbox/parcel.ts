import type { Parcel } from '../../../src/outbox/sinks/sink.ts';
import type { Reception } from '../../../src/reception/reception.ts';

/** A reception as the delivery loop hands it to a sink. */
export function parcelOf(reception: Reception): Parcel {
  return {
    idempotencyKey: `${reception.id}.v${reception.version}`,
    body: Buffer.from(JSON.stringify(reception), 'utf8'),
  };
}
