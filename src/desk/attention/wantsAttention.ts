import type { Arrival } from '../../outbox/arrivals.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import type { AttentionReason } from '../../reception/attentionReasons.ts';
import { oddNumbersIn } from '../../reception/oddNumbers.ts';
import { mismatchProblem, validityRules } from '../../reception/validity.ts';

/** One thing about one arrival that somebody of the staff has to see to. */
export interface Want {
  readonly why: AttentionReason;
  /** The number that says what is the matter, where there is one. */
  readonly problem: ProblemCode | null;
}

/**
 * What an arrival wants of staff, the most urgent first. Nothing is wanted for what comes to its end by itself: a
 * provisional reception is completed once the line is back, and only one of an earlier day shows that it was not.
 * @param today when today began, milliseconds since the epoch
 */
export function wantsAttention({ reception, deliveries }: Arrival, today: number): readonly Want[] {
  const { link, eligibility, subsidies } = reception;
  const isMismatch = link.kind === 'mismatch';
  const problem = eligibility && validityRules[eligibility.validity].problem;
  const wants: readonly (Want | false)[] = [
    isMismatch && { why: 'mismatch', problem: mismatchProblem },
    problem !== null && { why: 'insurance', problem },
    !isMismatch &&
      eligibility === null &&
      Date.parse(reception.receivedAt) < today && { why: 'provisional', problem: null },
    subsidies.answer === 'could-not-ask' && { why: 'subsidy', problem: null },
    oddNumbersIn(reception).length > 0 && { why: 'numbers', problem: null },
    deliveries.some(({ state }) => state === 'parked') && { why: 'delivery', problem: null },
  ];
  return wants.filter((want) => want !== false);
}
