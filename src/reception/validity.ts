import type { ProblemCode } from '../problem/catalogue.ts';
import type { Validity } from './answer.ts';

/** What follows from the validity an answer names. */
interface ValidityRule {
  /** Which number says what the desk has to do; null where there is nothing. */
  readonly problem: ProblemCode | null;
  /** Whether the insurance may be used today. */
  readonly isInsured: boolean;
  /** Whether the answer is about one person: of nobody, or of several, there is nothing to compare or to name. */
  readonly isAboutOne: boolean;
}

/** Every validity there is, and what follows from it: for the visit, the desk, the link check and the sinks alike. */
export const validityRules = {
  valid: { problem: null, isInsured: true, isAboutOne: true },
  'valid-unregistered': { problem: null, isInsured: true, isAboutOne: true },
  invalid: { problem: 'U-401', isInsured: false, isAboutOne: true },
  'newer-exists': { problem: 'U-408', isInsured: false, isAboutOne: true },
  'none-found': { problem: 'U-406', isInsured: false, isAboutOne: false },
  'several-found': { problem: 'U-407', isInsured: false, isAboutOne: false },
} as const satisfies Record<Validity, ValidityRule>;

/** The number for a patient whose answer may be about somebody else (紐付け誤り), whatever validity it names. */
export const mismatchProblem = 'U-405' satisfies ProblemCode;
