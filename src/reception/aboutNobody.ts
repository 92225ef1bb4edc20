import { unknownDigits } from '../kernel/partialDate.ts';
import { type EligibilityAnswer, warningCode } from './answer.ts';
import type { PersonRecord } from './person.ts';
import { validityRules } from './validity.ts';

/**
 * 該当なし and 複数該当: the answer says itself that it is about nobody, or about several of whom none is meant. Some
 * systems carry a person all the same, the first of the candidates; that is somebody else until proven otherwise, and
 * nothing in such an answer proves it. What it says of a person is not looked at here: everything that shows, keeps or
 * passes an answer on gets it by one of these.
 */

/** Whether `answer` is about one person, so that what it says of them may be compared and believed. */
export function isAboutOne({ validity }: Pick<EligibilityAnswer, 'validity'>): boolean {
  return validityRules[validity].isAboutOne;
}

/**
 * An answer about nobody without the person it carries: of whom the question was about stands what the question knew
 * of them, `about`; nothing where it knew only their certificate. The very same object where there is nothing to erase.
 */
export function withoutStranger(answer: EligibilityAnswer, about: Partial<PersonRecord> | null): EligibilityAnswer {
  if (isAboutOne(answer)) return answer;
  const { validity, notDisclosed, warning } = answer;
  const kept: EligibilityAnswer = {
    validity,
    name: about?.name ?? '',
    nameKana: '',
    sex: about?.sex ?? '3',
    birthdate: about?.birthdate ?? unknownDigits,
    address: notDisclosed ? '' : (about?.address ?? ''),
    insurance: null,
    // Rather an address hidden that need not be than one shown that must not.
    ...(notDisclosed ? { notDisclosed } : {}),
    ...(warning !== undefined && warningCode.test(warning) ? { warning } : {}),
  };
  const said = new Map<string, unknown>(Object.entries(answer));
  const facts = Object.entries(kept);
  return said.size === facts.length && facts.every(([name, value]) => said.get(name) === value) ? answer : kept;
}
