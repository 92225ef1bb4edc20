import { createHash } from 'node:crypto';
import { type ConsentItem, consentAnswer } from '../../src/consent/items.ts';
import type { Reception } from '../../src/outbox/reception.ts';
import { receptionBundle } from '../../src/outbox/sinks/fhir/bundle.ts';
import { oqsEncodings } from '../../src/outbox/sinks/oqs/encoding.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import type { Person } from '../../src/simulator/people.ts';

/** One file below fixtures/golden. */
export interface GoldenFile {
  readonly person: string;
  readonly path: string;
  readonly bytes: Buffer;
}

/** What a new installation asks: agreed to all but one, so that both answers show. */
const answers: readonly (readonly [ConsentItem, boolean])[] = [
  ['medication', true],
  ['checkup', true],
  ['surgery', false],
];

const receivedAt = '2026-04-01T00:30:00.000Z';

/** A visit of this person that is the same whenever it is made, and whoever else there is. */
export function goldenReception(person: Person): Reception {
  const serial = createHash('sha256').update(person.id).digest('hex').slice(0, 16);
  return {
    schemaVersion: 1,
    id: `01960000-0000-7000-8000-${serial.slice(-12)}`,
    version: 1,
    status: 'confirmed',
    receivedAt,
    institutionCode: '1310000001',
    kiosk: 'front-desk-1',
    occasion: { kind: 'ordinary' },
    token: { kind: 'card', serial, certificateClass: 'valid', genuine: 'verified' },
    holder: person.card.photo
      ? {
          method: 'face',
          provenAt: '2026-04-01T00:29:40.000Z',
          score: 0.71,
          profile: 'embedded',
          liveness: { passive: null, challenge: 'passed' },
        }
      : { method: 'pin', provenAt: '2026-04-01T00:29:40.000Z' },
    person: null,
    consents: answers.map(([item, agreed]) =>
      consentAnswer(item, agreed, {
        givenBy: { by: 'patient' },
        wording: { version: '2026-11', kinds: 'ordinary', language: 'ja' },
        now: Date.parse('2026-04-01T00:29:50.000Z'),
      }),
    ),
    prescriptionForm: null,
    subsidies: { answer: 'not-asked', answeredAt: null, certificates: [] },
    link: { kind: 'matched' },
    patientNumber: null,
    eligibility: person.eligibility,
  };
}

/** All golden files of these people. */
export function goldenFiles(people: readonly Person[]): readonly GoldenFile[] {
  return people.flatMap((person) => {
    const reception = goldenReception(person);
    const bundle = `${JSON.stringify(receptionBundle(reception, 'ひいらぎ内科クリニック'), null, 2)}\n`;
    return [
      { person: person.id, path: `fhir/${person.id}.json`, bytes: Buffer.from(bundle, 'utf8') },
      ...oqsEncodings.map((encoding) => ({
        person: person.id,
        path: `oqs/${person.id}.${encoding}.xml`,
        bytes: faceFile(reception, encoding).bytes,
      })),
    ];
  });
}
