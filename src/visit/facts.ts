import type { EligibilityQuestion } from '../eligibility/gateway.ts';
import type { Problem } from '../problem/result.ts';
import { isSetUpFault } from '../problem/setUpFaults.ts';
import { withoutStranger } from '../reception/aboutNobody.ts';
import { keptOf } from '../reception/evidence.ts';
import { withoutOthers } from '../reception/link/withoutOthers.ts';
import type { Reception, TokenRecord } from '../reception/reception.ts';
import { remindersFor } from '../reception/reminders.ts';
import { isReimbursed, type SubsidyCertificate, subsidiesNotAsked } from '../reception/subsidy.ts';
import { personBeside } from '../reception/undisclosed.ts';
import { mismatchProblem, validityRules } from '../reception/validity.ts';
import { isProven } from '../reception/whatMayFollow.ts';
import type { Farewell, PatientVisit } from './context.ts';
import type { VisitSettings } from './settings.ts';

/** What the eligibility system is asked. Only for a visit with proven identity; anything else is a bug. */
export function eligibilityQuestion({ identity, holder, chip }: PatientVisit): EligibilityQuestion {
  if (!identity || !holder || !isProven(holder, chip)) throw new Error('eligibility asked without proven identity');
  return { certificate: identity.certificate, holder };
}

/** What of a reception the visit itself knows; time and place are added where it is recorded. */
export type NewArrival = Omit<
  Reception,
  'schemaVersion' | 'version' | 'receivedAt' | 'institutionCode' | 'kiosk' | 'occasion'
>;

/** What is recorded. Only for a visit with proven identity; anything else is a bug. */
export function arrivalOf(visit: PatientVisit): NewArrival {
  const { identity, holder, chip, person, consents, link, prescriptionForm, subsidies } = visit;
  const eligibility = visit.eligibility && withoutStranger(visit.eligibility, person);
  if (!identity || !holder || !isProven(holder, chip))
    throw new Error('a visit was about to be recorded before identity was proven');
  const arrival: NewArrival = {
    id: visit.id,
    status: eligibility ? 'confirmed' : 'provisional',
    token: tokenOf(visit),
    holder: keptOf(holder),
    person: personBeside(eligibility, person),
    consents: Object.values(consents),
    prescriptionForm,
    subsidies: subsidies ?? subsidiesNotAsked,
    eligibility,
    link,
    patientNumber: eligibility?.patientNumber ?? null,
  };
  // Of somebody else's answer nothing is kept and nothing is passed on; what came by its link counts as not asked.
  return link.kind === 'mismatch' ? withoutOthers({ ...arrival, subsidies: subsidiesNotAsked }) : arrival;
}

function tokenOf({ token, identity, chip }: PatientVisit): TokenRecord {
  return {
    kind: token === 'android' || token === 'iphone' ? token : 'card',
    serial: identity?.serial ?? null,
    certificateClass: identity?.certificateClass ?? null,
    // To a receiver it is the same why nobody vouches for a chip; staff and trail know more.
    genuine: chip === 'unread' ? null : chip === 'verified' ? chip : 'unanchored',
  };
}

/** What the moment of checking in adds to what the visit knows. */
interface CheckIn {
  readonly cameEarlier: boolean;
  readonly settings: Pick<VisitSettings, 'institutionCode'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is said to somebody who was checked in. */
export function farewellOf(visit: PatientVisit, { cameEarlier, settings, now }: CheckIn): Farewell {
  const { eligibility, identity, cardEnds, subsidies } = visit;
  return {
    kind: 'done',
    outcome: eligibility ? 'confirmed' : 'provisional',
    isFirstVisit: eligibility !== null && eligibility.patientNumber === undefined,
    reminders: remindersFor(
      {
        cameEarlier,
        cardEnds,
        certificateClass: identity?.certificateClass ?? null,
        certificateEnds: identity?.notAfter ?? null,
        isReimbursed: (subsidies?.certificates ?? []).some((each) => isReimbursed(each, settings.institutionCode)),
        isAnswered: eligibility !== null,
      },
      now,
    ),
  };
}

/** Whether the patient has said of each certificate whether to use it. */
export function allSubsidiesAnswered({ subsidyOffer, subsidyAnswers }: PatientVisit): boolean {
  return (subsidyOffer ?? []).every(({ id }) => subsidyAnswers[id] !== undefined);
}

/** The certificates that the patient wants to use. */
export function wantedSubsidies({ subsidyOffer, subsidyAnswers }: PatientVisit): readonly SubsidyCertificate[] {
  return (subsidyOffer ?? []).filter(({ id }) => subsidyAnswers[id] === true);
}

/** Why a recorded arrival still needs a person at the desk; null where the patient may sit down. */
export function problemForDesk({ link, eligibility, eligibilityProblem }: PatientVisit): Problem | null {
  if (link.kind === 'mismatch') return { code: mismatchProblem };
  // Not an outage that ends by itself: nobody may be told that all is well.
  if (eligibilityProblem && isSetUpFault(eligibilityProblem)) return { code: eligibilityProblem.code };
  const code = eligibility && validityRules[eligibility.validity].problem;
  return code && { code };
}
