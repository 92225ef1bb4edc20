import { describedPerson } from '../../../reception/describedPerson.ts';
import type { Reception } from '../../../reception/reception.ts';
import { isoOfDay } from '../../../reception/toldDays.ts';
import type { Identifier, Resource } from './resource.ts';
import { hl7, jp, own } from './systems.ts';

const genders = { '1': 'male', '2': 'female', '3': 'unknown' } as const;

/**
 * By what the receiver knows the person again: the card's certificate, which stays the same until it is renewed. Not by
 * the clinic's own number, which comes to be known between two visits: a server that holds the person under each of the
 * two would find both, and take nothing more.
 */
export function patientIdentifier({ id, token }: Reception): Identifier {
  // Who came without a card is known by this arrival only.
  return token.serial === null ? { system: own.reception, value: id } : { system: own.card, value: token.serial };
}

/** 診察券: the clinic's own number, where known. */
export function clinicNumber({ institutionCode, patientNumber }: Reception): Identifier | undefined {
  return patientNumber === null ? undefined : { system: `${jp.patientNumber}${institutionCode}`, value: patientNumber };
}

function identifiers(reception: Reception): readonly Identifier[] {
  const number = clinicNumber(reception);
  return [...(number ? [number] : []), patientIdentifier(reception)];
}

/** JP_Patient of the person who came, as the eligibility system describes them. */
export function patient(reception: Reception): Resource {
  const described = describedPerson(reception);
  if (!described) return unknownPatient(reception);
  const { name, nameKana, sex, address } = described;
  const birthDate = isoOfDay(described.birthdate);
  const names = [
    ...(name === '' ? [] : [humanName(name, 'IDE')]),
    ...(nameKana === '' ? [] : [humanName(fullWidthKana(nameKana), 'SYL')]),
  ];
  return {
    resourceType: 'Patient',
    meta: {
      profile: [`${jp.profile}JP_Patient`],
      // 不開示: a mark for receivers that hide such people from curious eyes.
      ...(reception.eligibility?.notDisclosed ? { security: [{ system: hl7.confidentiality, code: 'R' }] } : {}),
    },
    identifier: identifiers(reception),
    ...(names.length === 0 ? {} : { name: names }),
    gender: genders[sex],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(address === '' ? {} : { address: [{ use: 'home', text: address, country: 'JP' }] }),
  };
}

/** Somebody was here of whom nothing is known: an emergency, or an answer about another person. */
function unknownPatient(reception: Reception): Resource {
  return {
    resourceType: 'Patient',
    meta: { profile: [`${jp.profile}JP_Patient`] },
    identifier: identifiers(reception),
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
