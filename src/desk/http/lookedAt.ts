import type { AuditEvent } from '../../audit/catalogue.ts';
import type { Session } from '../accounts/sessions.ts';
import type { DeskAudit } from '../ports.ts';
import { type Refusal, troubled } from './outcome.ts';

type Look = Extract<AuditEvent, { type: 'desk.looked-at' }>;

/**
 * Records that somebody is about to be shown what concerns a patient. Where that cannot be recorded nothing is shown:
 * the refusal comes back.
 */
export function lookedAt(
  audit: DeskAudit,
  by: Session,
  seen: Pick<Look, 'what' | 'reception' | 'visit'>,
): Refusal | undefined {
  const recorded = audit.append({ type: 'desk.looked-at', staff: by.staff.id, ...seen });
  return recorded.ok ? undefined : troubled(recorded.problem);
}
