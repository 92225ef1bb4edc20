import { minute, second } from '../kernel/durations.ts';

/** Every waiting time of the reconciliation, in milliseconds, and why it is what it is. Tests change single values. */
export const reconciliationDelays = {
  /**
   * Between two questions. When the line is back it is back for every clinic, and all their provisional receptions
   * are asked about at once; patients who stand at a kiosk now must not feel it.
   */
  gapMs: 500,
  /** First pause after a question without an answer. */
  firstPauseMs: 2 * second,
  /** Longest pause while nobody can be reached: soon after the line is back, so are we. */
  awayCapMs: 30 * second,
  /** Longest pause where the system is there but does not answer about what is left: an error of its own takes hours. */
  refusedCapMs: 5 * minute,
  /** How soon a provisional reception that another process brought (`queue import`) is noticed. */
  lookMs: minute,
} as const;

export type ReconciliationDelays = { readonly [key in keyof typeof reconciliationDelays]: number };
