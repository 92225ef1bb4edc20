import type { AuditEvent } from '../audit/catalogue.ts';
import type { SubjectOf } from './auditedSteps.ts';
import type { VisitStep } from './visitStep.ts';

/**
 * A chip of which it has just become known that nobody whom the configuration names vouches for it. Said at this step,
 * whatever the person does next: who made such a chip will rather take it away than come to the desk with it.
 */
export function unvouchedChipIn({ before, after }: VisitStep, subjectOf: SubjectOf): AuditEvent[] {
  const { visit } = after.context;
  if (visit?.chip !== 'unanchored' || before.context.visit?.chip === 'unanchored') return [];
  const subject = visit.identity && subjectOf(visit.identity.serial);
  return [{ type: 'card.unvouched', visit: visit.id, ...(subject ? { subject } : {}) }];
}
