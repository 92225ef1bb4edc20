import type { DeliveryEvent } from '../outbox/deliveryEvent.ts';
import { catalogue } from '../problem/catalogue.ts';
import type { ReconciliationEvent } from '../reconciliation/events.ts';

const deliveries: Readonly<Record<DeliveryEvent['kind'], true>> = {
  delivered: true,
  postponed: true,
  parked: true,
  overtaken: true,
  'taken-over': true,
  wiped: true,
  'never-reconciled': true,
  trouble: true,
};

const reconciliations: Readonly<Record<ReconciliationEvent['kind'], true>> = {
  completed: true,
  postponed: true,
  'nobody-to-ask-about': true,
  overtaken: true,
  trouble: true,
};

/**
 * What the program says in its log, word for word. A line that says anything else goes into no bundle with its words: it
 * may quote anybody. A test finds every message of the program here.
 */
export const logMessages: ReadonlySet<string> = new Set([
  'state',
  'work failed',
  'voice',
  'the browser was ordered to start again',
  'the accounts cannot be opened',
  'patient screen',
  'the main thread waited',
  'the seat of the patient screen is not kept',
  'alert',
  'an alert was not sent',
  'a check failed itself',
  'the command line cannot ask this kiosk',
  'self-test',
  'history',
  'questions cannot be asked by file',
  'questions can be asked by file again',
  'the queue cannot be opened',
  'did not close cleanly',
  'a request to the desk failed',
  'staff desk is open; compare the fingerprint when a browser asks',
  'sessions not removed',
  'certificate not renewed',
  'the backup is not on record',
  'staff desk has a new certificate',
  'an insurance look-up was not counted',
  'stopping',
  'started',
  'the databases are free: started again',
  'started again',
  'the set-up is open',
  'the set-up begins anew',
  'restored',
  'network, clock and shared folder are not restored',
  'the restore is not on record',
  'audit trail',
  'stopped',
  'ended by a bug',
  'characters lost in Shift_JIS',
  'using the pcscd that is running',
  'started pcscd',
  'pcscd did not come back',
  ...Object.keys(deliveries).map((kind) => `delivery ${kind}`),
  ...Object.keys(reconciliations).map((kind) => `reconciliation ${kind}`),
  ...Object.values(catalogue).map(({ meaning }) => meaning),
]);
