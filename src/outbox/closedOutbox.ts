import { failed, type Problem } from '../problem/result.ts';
import type { Outbox } from './outbox.ts';

/** What the kiosk has of a queue that cannot be opened: nothing is recorded in it, and everything asked is answered with why. */
export function closedOutbox({ code, detail }: Problem): Omit<Outbox, 'store'> {
  const no = () => failed(code, detail);
  return {
    record: no,
    canRecord: no,
    backlog: no,
    unreconciled: () => [],
    receptions: no,
    reception: no,
    onRecorded: () => () => undefined,
    close: () => undefined,
  };
}
