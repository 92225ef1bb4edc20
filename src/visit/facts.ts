import type { EligibilityQuestion } from '../eligibility/gateway.ts';
import type { Arrival } from './actors.ts';
import type { PatientVisit } from './context.ts';

/** What the eligibility system is asked. Only for a visit with proven identity; anything else is a bug. */
export function eligibilityQuestion({ identity, holder }: PatientVisit): EligibilityQuestion {
  if (!identity || !holder) throw new Error('eligibility asked without proven identity');
  return { certificate: identity.certificate, holder };
}

/** What is recorded. Only for a visit with proven identity and an answer; anything else is a bug. */
export function arrivalOf({ identity, holder, consents, eligibility }: PatientVisit): Arrival {
  if (!identity || !holder || !eligibility) throw new Error('a visit was about to be recorded before it was complete');
  return { certificateSerial: identity.serial, holder, consents: Object.values(consents), eligibility };
}
