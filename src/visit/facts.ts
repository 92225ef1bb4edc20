import type { EligibilityQuestion, HolderEvidence } from '../eligibility/gateway.ts';
import { compareLink } from '../eligibility/link.ts';
import type { SubsidyRecord } from '../eligibility/subsidy.ts';
import type { HolderRecord, LinkRecord, Reception, TokenRecord } from '../outbox/reception.ts';
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
  const { identity, holder, person, consents, eligibility, prescriptionForm, subsidies } = visit;
  if (!identity || !holder) throw new Error('a visit was about to be recorded before identity was proven');
  const link = linkOf(visit);
  // Of somebody else's answer nothing is kept and nothing is passed on, subsidies included.
  const others = link.kind === 'mismatch';
  return {
    id: visit.id,
    status: eligibility ? 'confirmed' : 'provisional',
    token: tokenOf(visit),
    holder: holderRecord(holder),
    person,
    consents: Object.values(consents),
    prescriptionForm,
    subsidies: subsidies && !others ? subsidies : notAsked,
    eligibility: others ? null : eligibility,
    link,
    patientNumber: others ? null : (eligibility?.patientNumber ?? null),
  };
}

const notAsked: SubsidyRecord = { answer: 'not-asked', answeredAt: null, certificates: [] };

/** Whether card and answer are about the same person. A phone says nothing about its owner to compare with. */
export function linkOf({ person, eligibility }: PatientVisit): LinkRecord {
  if (!person || !eligibility) return { kind: 'not-compared' };
  // Where nobody was found, or several, there is no one person to compare with.
  if (eligibility.validity === 'none-found' || eligibility.validity === 'several-found')
    return { kind: 'not-compared' };
  const differs = compareLink(person, eligibility);
  return differs.length === 0 ? { kind: 'matched' } : { kind: 'mismatch', differs };
}

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
