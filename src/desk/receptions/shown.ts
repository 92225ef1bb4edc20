import type { ConsentItem } from '../../consent/items.ts';
import type { Arrival } from '../../outbox/arrivals.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import type { ConsentAnswer } from '../../reception/consents.ts';
import { describedPerson } from '../../reception/describedPerson.ts';
import { mayBeViewed, type Viewing } from '../../reception/mayBeViewed.ts';
import type { Reception } from '../../reception/reception.ts';
import { disclosed, isHidden, withoutUndisclosed } from '../../reception/undisclosed.ts';
import { mismatchProblem, validityRules } from '../../reception/validity.ts';

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
  readonly birthdate: string | null;
  readonly sex: '1' | '2' | '3' | null;
  readonly patientNumber: string | null;
  readonly occasion: Reception['occasion']['kind'];
  readonly consents: readonly ShownConsent[];
  readonly deliveries: Arrival['deliveries'];
}

/** One consent as it stands at this moment. */
export interface ShownConsent {
  readonly item: ConsentItem;
  readonly viewing: Viewing;
  /** The account that entered the patient's spoken answer. */
  readonly staff: string | null;
}

/** Everything of one arrival that staff may see. */
export interface ArrivalDetail extends Omit<ArrivalSummary, 'deliveries'> {
  readonly address: string | null;
  readonly notDisclosed: boolean;
  readonly token: Reception['token']['kind'];
  readonly certificateClass: Reception['token']['certificateClass'];
  readonly holder: Reception['holder'];
  readonly mode: Reception['occasion'];
  readonly prescriptionForm: Reception['prescriptionForm'];
  readonly subsidies: Reception['subsidies'];
  readonly eligibility: Reception['eligibility'];
  readonly answeredTo: Reception['answeredTo'] | null;
  readonly link: Reception['link'];
}

export function summaryOf({ reception, deliveries }: Arrival, now: number): ArrivalSummary {
  return { ...common(reception, now), deliveries };
}

export function detailOf(reception: Reception, now: number): ArrivalDetail {
  const { eligibility, answeredTo = null, token, holder, occasion, prescriptionForm, subsidies, link } = reception;
  const notDisclosed = isHidden(eligibility);
  return {
    ...common(reception, now),
    // 不開示 is the person's own wish, and holds for what their card says as well.
    address: notDisclosed ? null : (describedPerson(reception)?.address ?? null),
    notDisclosed,
    token: token.kind,
    certificateClass: token.certificateClass,
    holder,
    mode: occasion,
    prescriptionForm,
    subsidies: { ...subsidies, certificates: disclosed(subsidies.certificates) },
    eligibility: eligibility && withoutUndisclosed(eligibility),
    answeredTo,
    link,
  };
}

function common(reception: Reception, now: number): Omit<ArrivalSummary, 'deliveries'> {
  const { id, version, receivedAt, patientNumber, occasion } = reception;
  const described = describedPerson(reception);
  return {
    id,
    version,
    receivedAt,
    ...standing(reception),
    // The answer's spelling goes into the clinic's books; the card's where there is no answer about one person.
    // A blank name is none: the list says so.
    name: described?.name || null,
    birthdate: described?.birthdate ?? null,
    sex: described?.sex ?? null,
    patientNumber,
    occasion: occasion.kind,
    consents: reception.consents.map((answer) => shownConsent(answer, reception, now)),
  };
}

function shownConsent({ item, givenBy }: ConsentAnswer, reception: Reception, now: number): ShownConsent {
  const staff = givenBy.by === 'staff' ? givenBy.staff : null;
  return { item, viewing: mayBeViewed(reception, item, now), staff };
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
