import type { EligibilityQuestion } from '../eligibility/gateway.ts';
import type { HolderEvidence, HolderRecord } from '../reception/evidence.ts';
import type { Reception, TokenRecord } from '../reception/reception.ts';
import type { SubsidyRecord } from '../reception/subsidy.ts';
import { personBeside } from '../reception/undisclosed.ts';
import type { PatientVisit } from './context.ts';

/** What the eligibility system is asked. Only for a visit with proven identity; anything else is a bug. */
export function eligibilityQuestion({ identity, holder }: PatientVisit): EligibilityQuestion {
  if (!identity || !holder) throw new Error('eligibility asked without proven identity');
  return { certificate: identity.certificate, holder };
}

/** What of a reception the visit itself knows; time and place are added where it is recorded. */
export type Arrival = Omit<
  Reception,
  'schemaVersion' | 'version' | 'receivedAt' | 'institutionCode' | 'kiosk' | 'occasion'
>;

/** What is recorded. Only for a visit with proven identity; anything else is a bug. */
export function arrivalOf(visit: PatientVisit): Arrival {
  const { identity, holder, person, consents, eligibility, link, prescriptionForm, subsidies } = visit;
  if (!identity || !holder) throw new Error('a visit was about to be recorded before identity was proven');
  // Of somebody else's answer nothing is kept and nothing is passed on, subsidies included.
  const others = link.kind === 'mismatch';
  return {
    id: visit.id,
    status: eligibility ? 'confirmed' : 'provisional',
    token: tokenOf(visit),
    holder: holderRecord(holder),
    person: personBeside(eligibility, person),
    consents: Object.values(consents),
    prescriptionForm,
    subsidies: subsidies && !others ? subsidies : notAsked,
    eligibility: others ? null : eligibility,
    link,
    patientNumber: others ? null : (eligibility?.patientNumber ?? null),
  };
}

const notAsked: SubsidyRecord = { answer: 'not-asked', answeredAt: null, certificates: [] };

function tokenOf({ token, identity, genuine }: PatientVisit): TokenRecord {
  return {
    kind: token === 'android' || token === 'iphone' ? token : 'card',
    serial: identity?.serial ?? null,
    certificateClass: identity?.certificateClass ?? null,
    genuine,
  };
}

/** What of the evidence may be kept: how and when, never the challenge or the signature. */
function holderRecord(holder: HolderEvidence): HolderRecord {
  switch (holder.method) {
    case 'pin':
    case 'phone':
      return { method: holder.method, provenAt: holder.provenAt };
    case 'face':
    case 'visual':
      return holder;
  }
}
