import type { AuditEvent } from '../audit/catalogue.ts';
import type { DeliveryEvent } from '../outbox/deliveryEvent.ts';
import type { ReconciliationEvent } from '../reconciliation/events.ts';

/** What one event of the delivery loop means to the audit trail. What will be tried again is no news there. */
export function auditedDelivery(event: DeliveryEvent): AuditEvent[] {
  if (event.kind !== 'delivered' && event.kind !== 'parked') return [];
  const about = { reception: event.id, version: event.version, sink: event.sink };
  return event.kind === 'delivered'
    ? [{ type: 'reception.delivered', ...about }]
    : [{ type: 'delivery.parked', ...about, problem: event.problem.code }];
}

/** The same for the reconciliation. */
export function auditedReconciliation(event: ReconciliationEvent): AuditEvent[] {
  return event.kind === 'completed'
    ? [{ type: 'reception.reconciled', reception: event.id, version: event.version }]
    : [];
}
