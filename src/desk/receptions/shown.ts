import type { ConsentItem } from '../../consent/items.ts';
import type { Arrival } from '../../outbox/arrivals.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import type { ConsentAnswer } from '../../reception/consents.ts';
import { describedPerson } from '../../reception/describedPerson.ts';
import { mayBeViewed, type Viewing } from '../../reception/mayBeViewed.ts';
import type { Reception } from '../../reception/reception.ts';
import { isReimbursed, type SubsidyCertificate } from '../../reception/subsidy.ts';
import { isHidden, withoutUndisclosed } from '../../reception/undisclosed.ts';
import { mismatchProblem, validityRules } from '../../reception/validity.ts';
import { type Payment, paymentOf } from './payment.ts';

/** What a receptionist has to know at a glance. `mismatch`: held back, another person's record may be linked. */
export type ArrivalState = 'confirmed' | 'check-insurance' | 'provisional' | 'mismatch';

/** One arrival as a line of the list. */
export interface ArrivalSummary {
  readonly id: string;
  readonly version: number;
  readonly receivedAt: string;
  readonly state: ArrivalState;
  /** What to do about it, where there is something. */
  readonly problem: ProblemCode | null;
  readonly name: string | null;
  /** Half-width kana, as the eligibility system tells it. */
  readonly nameKana: string | null;
  readonly birthdate: string | null;
  readonly sex: '1' | '2' | '3' | null;
  readonly patientNumber: string | null;
  /** 新患: the eligibility system was asked about one person and knows no number of theirs. */
  readonly isNew: boolean;
  readonly occasion: Reception['occasion']['kind'];
  readonly token: Reception['token']['kind'];
  readonly certificateClass: Reception['token']['certificateClass'];
  /** How the person was proven to be the card's holder; null where nobody could. */
  readonly proof: NonNullable<Reception['holder']>['method'] | null;
  readonly prescriptionForm: Reception['prescriptionForm'];
  readonly payment: Payment;
  readonly consents: readonly ShownConsent[];
  readonly deliveries: Arrival['deliveries'];
}

/** One consent as it stands at this moment. */
export interface ShownConsent {
  readonly item: ConsentItem;
  readonly viewing: Viewing;
  readonly answeredAt: string;
  /** The account that entered the patient's spoken answer. */
  readonly staff: string | null;
}

/** A certificate of 医療費助成 as it concerns this clinic. */
export interface ShownCertificate extends SubsidyCertificate {
  /** 償還払い here: the patient pays and claims back. */
  readonly reimbursed: boolean;
}

/** Everything of one arrival that staff may see. */
export interface ArrivalDetail extends Omit<ArrivalSummary, 'deliveries' | 'token' | 'proof'> {
  readonly address: string | null;
  readonly notDisclosed: boolean;
  readonly kiosk: string;
  readonly token: Reception['token']['kind'];
  /** Whether the card itself is signed by an issuer the configuration names. */
  readonly genuine: Reception['token']['genuine'];
  readonly holder: Reception['holder'];
  readonly mode: Reception['occasion'];
  readonly subsidies: Omit<Reception['subsidies'], 'certificates'> & {
    readonly certificates: readonly ShownCertificate[];
  };
  readonly eligibility: Reception['eligibility'];
  readonly answeredTo: Reception['answeredTo'] | null;
  readonly link: Reception['link'];
}

export function summaryOf({ reception, deliveries }: Arrival, now: number): ArrivalSummary {
  return { ...common(reception, now), proof: reception.holder?.method ?? null, deliveries };
}

export function detailOf(reception: Reception, now: number): ArrivalDetail {
  const { eligibility, answeredTo = null, token, holder, occasion, subsidies, link, kiosk } = reception;
  const notDisclosed = isHidden(eligibility);
  return {
    ...common(reception, now),
    // 不開示 is the person's own wish, and holds for what their card says as well.
    address: notDisclosed ? null : (describedPerson(reception)?.address ?? null),
    notDisclosed,
    kiosk,
    genuine: token.genuine,
    holder,
    mode: occasion,
    // 不開示 of a certificate keeps it off the patient's screen. A claim cannot be written without its numbers.
    subsidies: {
      ...subsidies,
      certificates: subsidies.certificates.map((certificate) => ({
        ...certificate,
        reimbursed: isReimbursed(certificate, reception.institutionCode),
      })),
    },
    eligibility: eligibility && withoutUndisclosed(eligibility),
    answeredTo,
    link,
  };
}

function common(reception: Reception, now: number): Omit<ArrivalSummary, 'deliveries' | 'proof'> {
  const { id, version, receivedAt, patientNumber, occasion, token, prescriptionForm } = reception;
  const described = describedPerson(reception);
  const stands = standing(reception);
  return {
    id,
    version,
    receivedAt,
    ...stands,
    // The answer's spelling goes into the clinic's books; the card's where there is no answer about one person.
    // A blank name is none: the list says so.
    name: described?.name || null,
    nameKana: described?.nameKana || null,
    birthdate: described?.birthdate ?? null,
    sex: described?.sex ?? null,
    patientNumber,
    isNew: patientNumber === null && isAnswered(reception),
    occasion: occasion.kind,
    token: token.kind,
    certificateClass: token.certificateClass,
    prescriptionForm,
    payment: paymentOf(reception),
    consents: reception.consents.map((answer) => shownConsent(answer, reception, now)),
  };
}

/** Whether the eligibility system has told of this very person, their number included. */
function isAnswered({ link, eligibility }: Reception): boolean {
  return link.kind !== 'mismatch' && eligibility !== null && validityRules[eligibility.validity].isAboutOne;
}

function shownConsent({ item, givenBy, answeredAt }: ConsentAnswer, reception: Reception, now: number): ShownConsent {
  const staff = givenBy.by === 'staff' ? givenBy.staff : null;
  return { item, viewing: mayBeViewed(reception, item, now), answeredAt, staff };
}

function standing({ link, eligibility }: Reception): {
  readonly state: ArrivalState;
  readonly problem: ProblemCode | null;
} {
  if (link.kind === 'mismatch') return { state: 'mismatch', problem: mismatchProblem };
  if (!eligibility) return { state: 'provisional', problem: null };
  const problem = validityRules[eligibility.validity].problem;
  return { state: problem ? 'check-insurance' : 'confirmed', problem };
}
