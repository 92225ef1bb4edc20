import type { Logger } from 'pino';
import type { DeliveryEvent } from './deliveryEvent.ts';

const troubles: ReadonlySet<DeliveryEvent['kind']> = new Set(['parked', 'overtaken', 'never-reconciled', 'trouble']);

/** The delivery loop's events into the log. They name receptions by their ids, and no patient. */
export function deliveryLog(log: Logger): (event: DeliveryEvent) => void {
  return (event) => {
    const { kind, ...about } = event;
    if (troubles.has(kind)) log.warn(about, `delivery ${kind}`);
    else log.info(about, `delivery ${kind}`);
  };
}
