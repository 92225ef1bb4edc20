import { failed, type Problem } from '../problem/result.ts';
import type { AuditTrail } from './trail.ts';

/** What the kiosk has of a trail that cannot be opened: everything asked of it is answered with why. */
export function closedTrail({ code, detail }: Problem): Omit<AuditTrail, 'publicKey'> {
  const no = () => failed(code, detail);
  return {
    append: no,
    appendAll: no,
    tell: no,
    free: no,
    anchor: no,
    // A stand-in for a card is only ever part of a record, and none is written.
    subjectOf: () => `k-${'0'.repeat(32)}`,
    expire: async () => no(),
    alerts: [],
    checkNumber: () => undefined,
    newest: no,
    close: () => undefined,
  };
}
