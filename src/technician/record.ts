import type { BenchFinding, MeasuredRow, Plotted, StepState } from '../screen/benchView.ts';

/** Who is at the kiosk: a technician's account. */
export interface Technician {
  readonly id: string;
  readonly name: string;
}

/** What came of one step: what was measured against which limits, and what the technician wrote to it. */
export interface StepRecord {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  /** When it ended, milliseconds since the epoch; null where it was not run. */
  readonly at: number | null;
  readonly rows: readonly MeasuredRow[];
  readonly findings: readonly BenchFinding[];
  readonly plots: readonly Plotted[];
  readonly note: string;
}

/** One visit of a technician, as the readiness report has it. Times in milliseconds since the epoch. */
export interface SessionRecord {
  readonly by: Technician;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly StepRecord[];
}

/** Ready: each step that this kiosk has was run and passed. A burn-in is asked for by nobody. */
export function isReady({ steps }: Pick<SessionRecord, 'steps'>): boolean {
  return steps.every(
    ({ id, state }) => state === 'passed' || state === 'skipped' || (id === 'burn-in' && state === 'open'),
  );
}
