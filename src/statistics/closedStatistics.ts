import { failed, type Problem } from '../problem/result.ts';
import type { Statistics } from './statistics.ts';

/** What the kiosk has of counters that cannot be opened: everything asked of them is answered with why. */
export function closedStatistics({ code, detail }: Problem): Statistics {
  const no = () => failed(code, detail);
  return { add: no, addDeskConfirmation: no, queueAge: no, report: no, alerts: [], close: () => undefined };
}
