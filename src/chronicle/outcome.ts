import type { ProblemCode } from '../problem/catalogue.ts';
import type { VisitOutcome } from '../reception/visitOutcome.ts';
import type { PatientVisit } from '../visit/context.ts';
import type { VisitStep } from './visitStep.ts';

/** How a visit ended: of the step in which its memory was dropped, and what it had remembered until then. */
export function outcomeOf(
  { after }: VisitStep,
  visit: PatientVisit,
): { readonly outcome: VisitOutcome; readonly problem?: ProblemCode } {
  const code = after.context.problem?.code;
  if (code === 'U-301' || code === 'U-302') return { outcome: 'timed-out', problem: code };
  if (code) return { outcome: 'problem', problem: code };
  if (after.context.farewell?.kind !== 'done') return { outcome: 'cancelled' };
  return { outcome: visit.eligibility ? 'done' : 'provisional' };
}
