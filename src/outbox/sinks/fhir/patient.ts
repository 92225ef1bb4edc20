import type { Reception } from '../../reception.ts';
import { describedPerson } from '../describedPerson.ts';
import { fhirDate, type Identifier, type Resource } from './resource.ts';
import { hl7, jp, own } from './systems.ts';

const genders = { '1': 'male', '2': 'female', '3': 'unknown' } as const;

/**
 * By what the receiver knows the person again: the card's certificate, which stays the same until it is renewed. Once
 * a reception knows the clinic's own patient number that one belongs here, under
 * `urn:oid:1.2.392.100495.20.3.51.1<institution code>`.
 */
export function patientIdentifier({ id, token }: Reception): Identifier {
  // Who came without a card is known by this arrival only.
  return token.serial === null ? { system: own.reception, value: id } : { system: own.card, value: token.serial };
}

/** JP_Patient of the person who came, as the eligibility system describes them. */
export function patient(reception: Reception): Resource {
  const described = describedPerson(reception);
  if (!described) return unknownPatient(reception);
  const { name, nameKana, sex, birthdate, address } = described;
  return {
    resourceType: 'Patient',
    meta: { profile: [`${jp.profile}JP_Patient`] },
    identifier: [patientIdentifier(reception)],
    name: [humanName(name, 'IDE'), ...(nameKana === '' ? [] : [humanName(fullWidthKana(nameKana), 'SYL')])],
    gender: genders[sex],
    birthDate: fhirDate(birthdate),
    ...(address === '' ? {} : { address: [{ use: 'home', text: address, country: 'JP' }] }),
  };
}

/** Somebody was here of whom nothing is known: an emergency, or an answer about another person. */
function unknownPatient(reception: Reception): Resource {
  return {
    resourceType: 'Patient',
    meta: { profile: [`${jp.profile}JP_Patient`] },
    identifier: [patientIdentifier(reception)],
    gender: 'unknown',
  };
}

/** @param representation IDE as written, SYL as read. */
function humanName(text: string, representation: 'IDE' | 'SYL'): object {
  // The family name stands first, and what follows the first blank is one given name, however many words it has.
  const [, family = text, given] = /^(\S+)[\s　]+(.+)$/u.exec(text) ?? [];
  return {
    extension: [{ url: hl7.nameRepresentation, valueCode: representation }],
    use: 'official',
    text,
    family,
    ...(given === undefined ? {} : { given: [given] }),
  };
}

/** Readings come in half-width kana, which FHIR servers do not search by. */
function fullWidthKana(text: string): string {
  return text.replaceAll(/[\uff61-\uff9f]+/g, (run) => run.normalize('NFKC')).replaceAll(' ', '　');
}
