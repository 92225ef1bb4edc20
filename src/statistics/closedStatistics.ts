import { failed, type Problem } from '../problem/result.ts';
import { closedNotes } from '../storage/notes.ts';
import type { Statistics } from './statistics.ts';

/** What the kiosk has of counters that cannot be opened: everything asked of them is answered with why. */
export function closedStatistics(problem: Problem): Statistics {
  const { code, detail } = problem;
  const no = () => failed(code, detail);
  return {
    add: no,
    addDeskConfirmation: no,
    queueAge: no,
    reports: { write: async () => no() },
    alerts: [],
    notes: closedNotes(problem),
    close: async () => undefined,
  };
}
