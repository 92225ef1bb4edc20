import type { ConsentAnswer, ConsentItem } from '../../../consent/items.ts';
import type { EligibilityAnswer, Validity } from '../../../eligibility/answer.ts';
import type { Reception } from '../../reception.ts';
import { type DescribedPerson, describedPerson } from '../describedPerson.ts';
import { tokyoDay, tokyoSeconds } from '../tokyoTime.ts';
import type { OqsEncoding } from './encoding.ts';
import { halfWidthKana } from './halfWidthKana.ts';
import { insurerNumberInFile } from './insurerNumber.ts';

/**
 * How we know of an element. `field`: software that works with the real systems reads or writes it in this place and
 * with this meaning. `ours`: the element is known, what we put into it is our own decision.
 */
export type Standing = 'field' | 'ours';

/** One element of the file: where it stands, how we know, what it says; nothing leaves it out. */
export interface ElementRule {
  readonly element: string;
  readonly standing: Standing;
  readonly value: (reception: Reception, encoding: OqsEncoding) => string | null | undefined;
}

/** QualificationValidity by our own words for it. */
export const validityNumbers: Readonly<Record<Validity, string>> = {
  valid: '1',
  invalid: '2',
  'newer-exists': '3',
  'none-found': '4',
  'several-found': '5',
  'valid-unregistered': '6',
};

const formNumbers = { electronic: '1', paper: '2' } as const;

/** What the consent elements of each item begin with. */
export const consentStems: Readonly<Record<ConsentItem, string>> = {
  surgery: 'OperationInfo',
  medication: 'PharmacistsInfo',
  diagnosis: 'DiagnosisInfo',
  checkup: 'SpecificHealthCheckupsInfo',
  // Not among the published stems: our own, of the same form [ours].
  prescriptions: 'PrescriptionInfo',
};

/** `MessageHeader`. ErrorCode and ErrorMessage never appear: a reception that failed is not written at all. */
export const headerRules: readonly ElementRule[] = [
  field('ProcessExecutionTime', ({ receivedAt }) => tokyoSeconds(receivedAt)),
  field('QualificationConfirmationDate', ({ receivedAt }) => tokyoDay(receivedAt)),
  field('MedicalInstitutionCode', ({ institutionCode }) => institutionCode),
  // Free for the institution's use. The same for every version of a reception, so that a reader can join them.
  ours('ArbitraryFileIdentifier', ({ id }) => id),
  field('ReferenceClassification', () => '1'),
  // 2: still being worked on, which is what a provisional reception is.
  field('SegmentOfResult', ({ status }) => (status === 'provisional' ? '2' : '1')),
  field('CharacterCodeIdentifier', (_reception, encoding) => (encoding === 'utf-8' ? '0' : '1')),
];

/** `MessageBody`, before its result list. */
export const bodyRules: readonly ElementRule[] = [
  field('PrescriptionIssueSelect', ({ prescriptionForm }) => prescriptionForm && formNumbers[prescriptionForm]),
  field('ProcessingResultStatus', () => '1'),
  // A warning that comes with a normal answer.
  ours('ProcessingResultMessage', ({ eligibility }) => eligibility?.warning),
  field('QualificationValidity', ({ eligibility }) => eligibility && validityNumbers[eligibility.validity]),
];

/**
 * `ResultList/ResultOfQualificationConfirmation`, one of it. It is written whatever the validity: the person did
 * arrive, and the desk needs the name [ours].
 */
export const resultRules: readonly ElementRule[] = [
  field(
    'InsurerNumber',
    insured(({ insurerNumber }) => insurerNumberInFile(insurerNumber)),
  ),
  field(
    'InsuredCardSymbol',
    insured(({ insuredCardSymbol }) => insuredCardSymbol),
  ),
  field(
    'InsuredIdentificationNumber',
    insured((insurance) => insurance.insuredIdentificationNumber),
  ),
  field(
    'InsuredBranchNumber',
    insured(({ insuredBranchNumber }) => insuredBranchNumber),
  ),
  field(
    'PersonalFamilyClassification',
    insured((insurance) => insurance.personalFamilyClassification),
  ),
  field(
    'Name',
    described(({ name }) => name),
  ),
  field(
    'NameKana',
    described(({ nameKana }) => halfWidthKana(nameKana)),
  ),
  field(
    'Sex1',
    described(({ sex }) => sex),
  ),
  field(
    'Birthdate',
    described(({ birthdate }) => birthdate),
  ),
  field(
    'Address',
    described(({ address }) => address),
  ),
  field(
    'QualificationDate',
    insured(({ qualificationDate }) => qualificationDate),
  ),
  field(
    'InsuredPartialContributionRatio',
    insured((insurance) => insurance.insuredPartialContributionRatio),
  ),
  field(
    'InsurerName',
    insured(({ insurerName }) => insurerName),
  ),
  ...Object.entries(consentStems).flatMap(([item, stem]) => [
    field(
      `${stem}ConsFlg`,
      answer(item, ({ agreed }) => (agreed ? '1' : '0')),
    ),
    field(
      `${stem}ConsTime`,
      answer(item, ({ answeredAt }) => tokyoSeconds(answeredAt)),
    ),
    // Nothing becomes available by a refusal, so a refusal has no end either [ours].
    field(
      `${stem}AvailableTime`,
      answer(item, ({ agreed, validUntil }) => (agreed ? tokyoSeconds(validUntil) : '')),
    ),
  ]),
];

type Value = ElementRule['value'];
type Insurance = NonNullable<EligibilityAnswer['insurance']>;

function field(element: string, value: Value): ElementRule {
  return { element, standing: 'field', value };
}

function ours(element: string, value: Value): ElementRule {
  return { element, standing: 'ours', value };
}

function insured(value: (insurance: Insurance) => string): Value {
  return ({ eligibility }) => eligibility?.insurance && value(eligibility.insurance);
}

function described(value: (person: DescribedPerson) => string): Value {
  return (reception) => {
    const person = describedPerson(reception);
    return person && value(person);
  };
}

/** Of an item that was not asked nothing is said: flag 0 would claim a refusal. */
function answer(item: string, value: (answer: ConsentAnswer) => string): Value {
  return ({ consents }) => {
    const given = consents.find((consent) => consent.item === item);
    return given && value(given);
  };
}
