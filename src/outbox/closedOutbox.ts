import { failed, type Problem } from '../problem/result.ts';
import { closedNotes } from '../storage/notes.ts';
import type { Outbox } from './outbox.ts';

/** What the kiosk has of a queue that cannot be opened: nothing is recorded in it, and everything asked is answered with why. */
export function closedOutbox(problem: Problem): Omit<Outbox, 'store'> {
  const { code, detail } = problem;
  const no = () => failed(code, detail);
  return {
    record: no,
    recordApart: async () => no(),
    canRecord: no,
    backlog: no,
    unreconciled: () => [],
    receptions: no,
    reception: no,
    cameEarlier: async () => false,
    onRecorded: () => () => undefined,
    notes: closedNotes(problem),
    close: () => undefined,
  };
}
