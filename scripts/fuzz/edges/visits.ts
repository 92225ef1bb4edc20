import { createGatewayClient } from '../../../src/eligibility/httpGateway.ts';
import type { HttpClient } from '../../../src/kernel/httpClient.ts';
import type { EligibilityAnswer } from '../../../src/reception/answer.ts';
import { consentAnswer } from '../../../src/reception/consents.ts';
import { linkBetween } from '../../../src/reception/link/linkRecord.ts';
import type { PersonRecord } from '../../../src/reception/person.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import type { SubsidyCertificate } from '../../../src/reception/subsidy.ts';
import { newVisit } from '../../../src/visit/context.ts';
import { arrivalOf } from '../../../src/visit/facts.ts';

const institutionCode = '1310000001';
const at = Date.parse('2026-04-01T00:30:00.000Z');
const time = new Date(at).toISOString();
const never = new AbortController().signal;

/** What the program asks at this gateway. */
export function clientOf(http: HttpClient) {
  return createGatewayClient({ url: 'http://gateway.example/', institutionCode, timeoutMs: 60_000, http });
}

/** Somebody with a card and the right PIN asks about themselves. */
const question = {
  certificate: Uint8Array.of(1),
  holder: { method: 'pin', challenge: Uint8Array.of(1), signature: Uint8Array.of(1), provenAt: time },
} as const;

export type Client = ReturnType<typeof clientOf>;
export const asked = {
  ask: (client: Client) => client.ask(question, never),
  subsidies: (client: Client) => client.subsidies(question, never),
  cardStatus: (client: Client) => client.cardStatus(question.certificate, never),
  register: (client: Client) => client.register(question.certificate, never),
  acceptsPrescriptions: (client: Client) => client.acceptsPrescriptions(never),
  registerPatientNumber: (client: Client) =>
    client.registerPatientNumber({ receptionId: receptionId, certificateSerial: '0a', patientNumber: '1234' }, never),
  askAbsent: (client: Client, person: PersonRecord | null) =>
    client.askAbsent({ receptionId: receptionId, certificateSerial: '0a', person }, never),
  lookUpInsurance: (client: Client, birthdate: string) =>
    client.lookUpInsurance(
      {
        insurerNumber: '06132013',
        insuredCardSymbol: '1',
        insuredIdentificationNumber: '2',
        insuredBranchNumber: '',
        birthdate,
        limitConsent: true,
      },
      never,
    ),
} as const;

const receptionId = '01960000-0000-7000-8000-000000000001';

/** The reception of a visit as the statechart makes it of what came in. */
export function visited(
  person: PersonRecord | null,
  eligibility: EligibilityAnswer | null,
  certificates: readonly SubsidyCertificate[],
): Reception {
  const link = linkBetween(person, eligibility);
  const circumstances = {
    givenBy: { by: 'patient' },
    wording: { version: '2026-11', kinds: 'ordinary', language: 'ja' },
    now: at,
  } as const;
  const arrival = arrivalOf({
    ...newVisit(receptionId, 'card', 3),
    identity: {
      certificate: Uint8Array.of(1),
      serial: '0a',
      certificateClass: 'valid',
      notAfter: time,
      revocation: 'unknown',
      pinTriesLeft: 3,
      photo: 'unavailable',
    },
    holder: question.holder,
    person,
    eligibility,
    link,
    consents: { medication: consentAnswer('medication', true, circumstances) },
    subsidies: certificates.length > 0 ? { answer: 'used', answeredAt: time, certificates } : null,
  });
  const occasion = { kind: 'ordinary' } as const;
  return { schemaVersion: 1, version: 1, receivedAt: time, institutionCode, kiosk: 'kiosk-1', occasion, ...arrival };
}
