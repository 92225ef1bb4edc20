/**
 * How a visit ended. `provisional`: recorded while eligibility could not be asked, to be reconciled later.
 * `problem`: the patient was sent to the desk with a number.
 */
export const visitOutcomes = ['done', 'provisional', 'cancelled', 'timed-out', 'problem'] as const;

export type VisitOutcome = (typeof visitOutcomes)[number];
