import { createHash } from 'node:crypto';
import { type CertificateClass, classifyByTime } from '../../src/card/certificateClass.ts';
import { type ConsentAnswer, type ConsentItem, consentAnswer, type GivenBy } from '../../src/consent/items.ts';
import { consentWordingVersion } from '../../src/consent/wording.ts';
import type { EligibilityAnswer } from '../../src/eligibility/answer.ts';
import { compareLink } from '../../src/eligibility/link.ts';
import { leastData } from '../../src/outbox/leastData.ts';
import type {
  HolderRecord,
  LinkRecord,
  Occasion,
  PersonRecord,
  Reception,
  TokenRecord,
} from '../../src/outbox/reception.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import { Register } from '../../src/simulator/gateway/register.ts';
import { loadPeople, type Person } from '../../src/simulator/people.ts';
import { addMonths } from '../../src/simulator/relativeDate.ts';

const institutionCode = '1310000001';
const receivedAt = '2026-04-01T00:30:00.000Z';
const provenAt = '2026-04-01T00:29:40.000Z';
const answeredAt = '2026-04-01T00:29:50.000Z';
const staff = '受付 一';

/** What a clinic that asks everything asks: agreed to all but one, so that both answers show. */
const answers: readonly (readonly [ConsentItem, boolean])[] = [
  ['surgery', false],
  ['medication', true],
  ['diagnosis', true],
  ['checkup', true],
  ['prescriptions', true],
];

/** The fixture people as they are on the day of the golden visits, whenever this runs. */
export function goldenPeople(root: string): readonly Person[] {
  return loadPeople(root, new Date(receivedAt));
}

/**
 * A visit of this person that is the same whenever it is made: what the simulated gateway answers about them, under
 * the rules of a visit. Whose certificate no kiosk takes comes while staff have opened a mode that needs no card.
 */
export function goldenReception(person: Person): Reception {
  const register = new Register([person]);
  // Who is not registered yet says yes when asked.
  register.register(person);
  const answer = register.eligibilityOf(person, institutionCode);
  const certificateClass = classOf(person);
  const isTaken = certificateClass !== 'unusable' && certificateClass !== 'revoked';
  const card = cardSide(person);
  return leastData({
    schemaVersion: 1,
    id: `01960000-0000-7000-8000-${createHash('sha256').update(person.id).digest('hex').slice(0, 12)}`,
    version: 1,
    status: 'confirmed',
    receivedAt,
    institutionCode,
    kiosk: 'front-desk-1',
    occasion: isTaken ? { kind: 'ordinary' } : occasionOf(certificateClass),
    token: isTaken ? tokenOf(person, certificateClass) : noToken,
    holder: isTaken ? holderOf(person) : null,
    // A phone does not tell whose it is, and without a card staff ask.
    person: person.phone ? null : card,
    consents: isTaken ? consentsOf(person, certificateClass) : notObtained(certificateClass),
    prescriptionForm: isTaken ? (person.tags.includes('elderly') ? 'paper' : 'electronic') : null,
    subsidies: isTaken
      ? {
          answer: person.subsidies.length > 0 ? 'used' : 'no-data',
          answeredAt: person.subsidies.length > 0 ? answeredAt : null,
          certificates: register.subsidiesOf(person),
        }
      : { answer: 'not-asked', answeredAt: null, certificates: [] },
    eligibility: answer,
    link: isTaken && !person.phone ? linkOf(card, answer) : { kind: 'not-compared' },
    patientNumber: answer.patientNumber ?? null,
  });
}

function classOf({ card }: Person): CertificateClass {
  if (card.revoked) return 'revoked';
  const notAfter = addMonths(new Date(receivedAt), card.certificateEndsInMonths);
  return classifyByTime({ notBefore: addMonths(notAfter, -60), notAfter }, new Date(receivedAt));
}

const noToken: TokenRecord = { kind: 'none', serial: null, certificateClass: null, genuine: null };

function tokenOf({ id, phone }: Person, certificateClass: CertificateClass): TokenRecord {
  return phone
    ? { kind: phone, serial: certificateSerial(id, 'phone'), certificateClass, genuine: null }
    : { kind: 'card', serial: certificateSerial(id), certificateClass, genuine: 'verified' };
}

function occasionOf(certificateClass: CertificateClass): Occasion {
  return certificateClass === 'revoked'
    ? { kind: 'emergency', staff, reason: '意識がない' }
    : { kind: 'disaster', staff, reason: '地震' };
}

/** As the card of each allows: PIN without a photo, staff's eyes for who can do neither, the face otherwise. */
function holderOf({ card, phone, tags }: Person): HolderRecord {
  if (phone === 'iphone') return { method: 'phone', provenAt };
  if (phone === 'android' || !card.photo) return { method: 'pin', provenAt };
  if (tags.includes('no-pin')) return { method: 'visual', provenAt, staff, reason: 'face-failed' };
  return {
    method: 'face',
    provenAt,
    score: 0.71,
    profile: 'embedded',
    liveness: { passive: null, challenge: 'passed' },
  };
}

function cardSide({ name, card }: Person): PersonRecord {
  const { address, birthdate, sex } = card;
  return { name, address, birthdate, sex: sex === '9' ? '3' : sex };
}

function linkOf(card: PersonRecord, answer: EligibilityAnswer): LinkRecord {
  if (answer.validity === 'none-found' || answer.validity === 'several-found') return { kind: 'not-compared' };
  const differs = compareLink(card, answer);
  return differs.length === 0 ? { kind: 'matched' } : { kind: 'mismatch', differs };
}

/** With an expired certificate nothing but the insurance is asked about. */
function consentsOf({ tags }: Person, certificateClass: CertificateClass): readonly ConsentAnswer[] {
  if (certificateClass === 'grace') return [];
  const givenBy: GivenBy = tags.includes('no-pin') ? { by: 'staff', staff } : { by: 'patient' };
  return answers.map(([item, agreed]) => consentAnswer(item, agreed, circumstances(givenBy)));
}

/** In an emergency nobody is asked, and the file says so; in a disaster there is nothing to ask for. */
function notObtained(certificateClass: CertificateClass): readonly ConsentAnswer[] {
  if (certificateClass !== 'revoked') return [];
  return answers.map(([item]) => ({
    ...consentAnswer(item, false, circumstances({ by: 'staff', staff })),
    notObtained: true,
  }));
}

function circumstances(givenBy: GivenBy) {
  return {
    givenBy,
    wording: { version: consentWordingVersion, kinds: 'ordinary', language: 'ja' },
    now: Date.parse(answeredAt),
  } as const;
}
