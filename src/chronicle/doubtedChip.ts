import type { AuditEvent } from '../audit/catalogue.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import { chipRules } from '../reception/whatMayFollow.ts';
import type { SubjectOf } from './auditedSteps.ts';
import type { VisitStep } from './visitStep.ts';

/** A chip that is not to be believed: what goes into the trail, and the number that staff are told. */
export interface ChipDoubt {
  readonly event: AuditEvent;
  readonly problem: ProblemCode;
}

/**
 * A chip of which it has just become known that it speaks against itself, or that nobody whom the configuration names
 * vouches for it. Said at this step, whatever the person does next: who made such a chip will rather take it away than
 * come to the desk with it.
 *
 * @param knowsIssuers where the configuration names no issuer none can vouch for any chip, and that is no doubt
 */
export function doubtedChipIn(
  { before, after }: VisitStep,
  subjectOf: SubjectOf,
  knowsIssuers: boolean,
): ChipDoubt | undefined {
  const { visit } = after.context;
  const chip = visit?.chip;
  if (!visit || (chip !== 'unanchored' && chip !== 'contradicted')) return undefined;
  if (chip === before.context.visit?.chip || (chip === 'unanchored' && !knowsIssuers)) return undefined;
  const subject = visit.identity && subjectOf(visit.identity.serial);
  const type = chip === 'contradicted' ? 'card.contradicted' : 'card.unvouched';
  return { event: { type, visit: visit.id, ...(subject ? { subject } : {}) }, problem: chipRules[chip].problem };
}
