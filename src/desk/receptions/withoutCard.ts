import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type ConsentItem, consentItems } from '../../consent/items.ts';
import { consentWordingVersion } from '../../consent/wording.ts';
import { type ConsentAnswer, consentAnswer } from '../../reception/consents.ts';
import type { Reception } from '../../reception/reception.ts';
import type { Facility } from '../facility.ts';
import { birthdate, line, someLine } from '../http/fields.ts';
import { tick } from '../http/forms.ts';
import type { OpenMode } from '../mode/modes.ts';
import { patientNumberIfKnown } from './patientNumber.ts';

/** What is typed of a patient who has no card with them: enough to look their insurance up later. */
export const withoutCardSchema = z.strictObject({
  name: someLine(100),
  /** As far as it is known. */
  birthdate,
  /** 1 male, 2 female, 3 not known. */
  sex: z.enum(['1', '2', '3']),
  /** As far as it is known. */
  address: line(200).default(''),
  patientNumber: patientNumberIfKnown,
  /** Disaster only: whether the patient was asked for consent by word of mouth, and what they agreed to. */
  asked: tick,
  agreed: z.array(z.enum(consentItems)).default([]),
});

export type WithoutCard = z.output<typeof withoutCardSchema>;

/** The reception of a patient without a card, to be completed once the eligibility system can be asked. */
export function receptionWithoutCard(
  typed: WithoutCard,
  open: OpenMode,
  facility: Facility,
  by: { readonly staff: string; readonly now: number },
): Reception {
  const { name, birthdate: born, sex, address, patientNumber } = typed;
  return {
    schemaVersion: 1,
    id: uuidv7(),
    version: 1,
    status: 'provisional',
    receivedAt: new Date(by.now).toISOString(),
    institutionCode: facility.institutionCode,
    kiosk: facility.kiosk,
    occasion: { kind: open.kind, staff: open.staff, reason: open.reason },
    token: { kind: 'none', serial: null, certificateClass: null, genuine: null },
    holder: null,
    person: { name, birthdate: born, sex, address },
    consents: consentsOf(typed, open, facility, by),
    prescriptionForm: null,
    subsidies: { answer: 'not-asked', answeredAt: null, certificates: [] },
    eligibility: null,
    link: { kind: 'not-compared' },
    patientNumber: patientNumber === '' ? null : patientNumber,
  };
}

/** In an emergency nobody can be asked (flag 3). After a disaster staff ask aloud, or do not get to it. */
function consentsOf(
  { asked, agreed }: WithoutCard,
  { kind }: OpenMode,
  { consentItems: items, consentKinds: kinds }: Facility,
  { staff, now }: { readonly staff: string; readonly now: number },
): readonly ConsentAnswer[] {
  const answer = (item: ConsentItem, yes: boolean) =>
    consentAnswer(item, yes, {
      givenBy: { by: 'staff', staff },
      wording: { version: consentWordingVersion, kinds, language: 'ja' },
      now,
    });
  if (kind === 'emergency') return items.map((item) => ({ ...answer(item, false), notObtained: true }));
  return asked ? items.map((item) => answer(item, agreed.includes(item))) : [];
}
