import { describedPerson } from './describedPerson.ts';
import type { Reception } from './reception.ts';

/**
 * By what a person is known again who comes a second time: two receptions that share one of these are one person's.
 * The certificate; and all four items together, so that a card and a phone are the same person's, and somebody else of
 * the same name is not. Of whom no certificate was read, name and birth date have to do. Nothing where nothing is known.
 */
export function knownAgainBy(reception: Reception): readonly string[] {
  const { serial } = reception.token;
  const person = describedPerson(reception);
  const isWhole = person !== undefined && person.name !== '' && person.address !== '';
  return [
    ...(serial === null ? [] : [`certificate ${serial}`]),
    ...(isWhole ? [`person ${[person.name, person.birthdate, person.sex, person.address].join('\n')}`] : []),
    ...(serial === null && person && person.name !== '' ? [`name ${person.name}\n${person.birthdate}`] : []),
  ];
}
