import { describe, expect, test } from 'vitest';
import { arrivalPage } from '../../src/desk/pages/arrivalPage.ts';
import { detailOf } from '../../src/desk/receptions/shown.ts';
import { receptionBundle } from '../../src/outbox/sinks/fhir/bundle.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import { type EligibilityAnswer, type Validity, validities } from '../../src/reception/answer.ts';
import { completed } from '../../src/reception/completed.ts';
import { leastData } from '../../src/reception/leastData.ts';
import { linkBetween } from '../../src/reception/link/linkRecord.ts';
import type { PersonRecord } from '../../src/reception/person.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { validityRules } from '../../src/reception/validity.ts';
import { loadPeople, type Person } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { newVisit } from '../../src/visit/context.ts';
import { arrivalOf } from '../../src/visit/facts.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const people = loadPeople(projectRoot(), new Date('2026-04-01T00:30:00.000Z'));
const now = Date.parse('2026-04-01T01:00:00.000Z');

/** Everything by which a person can be known, as any of the receivers may be told it. */
function marks({ name, card, eligibility }: Person): readonly string[] {
  const { insurance, medicalAssistance } = eligibility;
  const days = [card.birthdate, eligibility.birthdate];
  return [
    ...[name, eligibility.name, eligibility.nameKana, eligibility.nameKana.normalize('NFKC')],
    ...[card.address, eligibility.address],
    ...days.flatMap((day) => [day, day.replace(/(....)(..)(..)/, '$1-$2-$3')]),
    ...(insurance
      ? [insurance.insurerNumber.trim(), insurance.insurerName, insurance.insuredIdentificationNumber]
      : []),
    ...(medicalAssistance ? [medicalAssistance.payerNumber, medicalAssistance.recipientNumber] : []),
    eligibility.patientNumber ?? '',
  ].filter((mark) => mark.length > 2);
}

/** Whatever leaves the kiosk of a reception, or is shown at the desk. */
function everythingTold(reception: Reception): string {
  const kept = leastData(reception);
  return [
    JSON.stringify(kept),
    JSON.stringify(receptionBundle(kept, 'ひいらぎクリニック')),
    faceFile(kept, 'utf-8').bytes.toString('utf8'),
    JSON.stringify(detailOf(kept, now)),
    arrivalPage(detailOf(kept, now), (staff) => staff, 'csrf').toString(),
  ].join('\n');
}

function cardOf({ name, card }: Person): PersonRecord {
  const { address, birthdate, sex } = card;
  return { name, address, birthdate, sex: sex === '9' ? '3' : sex };
}

/** What the eligibility system says of `stranger`, under the validity `validity`, with all a person can have. */
function answerAbout(stranger: Person, validity: Validity): EligibilityAnswer {
  return {
    ...stranger.eligibility,
    validity,
    patientNumber: `N-${stranger.id}`,
    warning: `${stranger.eligibility.name}様の資格を確認してください`,
  };
}

/** The reception of a visit in which the answer came. */
function visited(person: PersonRecord | null, eligibility: EligibilityAnswer): Reception {
  const { schemaVersion, version, receivedAt, institutionCode, kiosk, occasion } = sampleReception();
  const visit = newVisit('01960000-0000-7000-8000-000000000001', 'card', 3);
  const identity = { certificate: new Uint8Array(1), serial: '0a', certificateClass: 'valid' } as const;
  const arrival = arrivalOf({
    ...visit,
    identity: {
      ...identity,
      notAfter: receivedAt,
      revocation: 'unknown',
      pinTriesLeft: 3,
      photo: 'unavailable',
    },
    holder: { method: 'pin', challenge: new Uint8Array(), signature: new Uint8Array(), provenAt: receivedAt },
    person,
    eligibility,
    link: linkBetween(person, eligibility),
  });
  return { schemaVersion, version, receivedAt, institutionCode, kiosk, occasion, ...arrival };
}

/** The reception of a visit without an answer, completed by one later. */
function reconciled(person: PersonRecord | null, answer: EligibilityAnswer): Reception {
  const provisional = { ...sampleReception(), status: 'provisional', eligibility: null, person } as const;
  return completed({ ...provisional, patientNumber: null, link: { kind: 'not-compared' } }, answer);
}

/** A reception put together by whoever does not keep the rule. */
function unruly(person: PersonRecord | null, eligibility: EligibilityAnswer): Reception {
  const link = linkBetween(person, eligibility);
  return { ...sampleReception(), person, eligibility, link, patientNumber: eligibility.patientNumber ?? null };
}

const ways = { visited, reconciled, unruly } as const;

/** Two people who are not told apart by name, birth date and sex are no strangers. */
function strangerTo(person: Person): readonly Person[] {
  return people.filter(
    (other) => other.id !== person.id && linkBetween(cardOf(person), answerAbout(other, 'valid')).kind === 'mismatch',
  );
}

describe.each(Object.entries(ways))('whoever else an answer carries is told to nobody, %s', (_way, make) => {
  test.each(people.map((person) => [person.id, person] as const))('when %s comes', (_id, person) => {
    const own = new Set(marks(person));
    for (const [index, stranger] of strangerTo(person).entries()) {
      const validity = validities[index % validities.length] ?? 'valid';
      const strange = marks(stranger).filter((mark) => ![...own].some((mine) => mine.includes(mark)));
      for (const tried of new Set<Validity>([validity, 'none-found', 'several-found'])) {
        for (const isRead of [true, false]) {
          // Without the card's items a valid answer is all that is known of the holder, and says so: see below.
          if (!isRead && validityRules[tried].isAboutOne) continue;
          const told = everythingTold(make(isRead ? cardOf(person) : null, answerAbout(stranger, tried)));
          expect(strange.filter((mark) => told.includes(mark))).toEqual([]);
        }
      }
    }
  });

  test('and whose card was not read is believed where the answer is about one person, marked not compared', () => {
    for (const { id, eligibility } of people) {
      const answer: EligibilityAnswer = { ...eligibility, validity: 'valid' };
      const { link, eligibility: kept } = leastData(make(null, answer));
      expect({ id, link: link.kind, name: kept?.name }).toEqual({ id, link: 'not-compared', name: eligibility.name });
    }
  });

  test('and who came is told as their card says, where nobody or several were found', () => {
    for (const person of people) {
      for (const validity of ['none-found', 'several-found'] as const) {
        const told = detailOf(leastData(make(cardOf(person), answerAbout(person, validity))), now);
        expect(told).toMatchObject({
          name: person.name,
          birthdate: person.card.birthdate,
          eligibility: { insurance: null },
        });
      }
    }
  });
});
