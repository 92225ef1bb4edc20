import type { EligibilityAnswer } from '../../../reception/answer.ts';
import { type DescribedPerson, describedPerson } from '../../../reception/describedPerson.ts';
import { halfWidthKana } from './halfWidthKana.ts';
import { insurerNumberInFile } from './insurerNumber.ts';
import { type ElementRule, field, type ResultSubject, type Rule } from './rules.ts';

type Value = ElementRule<ResultSubject>['value'];
type Insurance = NonNullable<EligibilityAnswer['insurance']>;
type Assistance = NonNullable<EligibilityAnswer['medicalAssistance']>;

/** Class A1 of InsuredCardClassification: welfare pays. */
const medicalAssistance = 'A1';

/**
 * Who came, and what pays. With 医療扶助 the numbers of payer and recipient stand where an insurance has insurer and
 * number, as the class A1 beside the insurances' suggests [ours].
 */
export const personRules: readonly Rule<ResultSubject>[] = [
  field('InsuredCardClassification', ({ reception, payer }) =>
    payer === 'medical-assistance' ? medicalAssistance : reception.eligibility?.insurance?.insuredCardClassification,
  ),
  field(
    'InsurerNumber',
    paid(
      ({ insurerNumber }) => insurerNumberInFile(insurerNumber),
      ({ payerNumber }) => payerNumber,
    ),
  ),
  field(
    'InsuredCardSymbol',
    paid(({ insuredCardSymbol }) => insuredCardSymbol),
  ),
  field(
    'InsuredIdentificationNumber',
    paid(
      (insurance) => insurance.insuredIdentificationNumber,
      ({ recipientNumber }) => recipientNumber,
    ),
  ),
  field(
    'InsuredBranchNumber',
    paid(({ insuredBranchNumber }) => insuredBranchNumber),
  ),
  field(
    'PersonalFamilyClassification',
    paid((insurance) => insurance.personalFamilyClassification),
  ),
  field(
    'Name',
    described(({ name }) => name),
  ),
  field(
    'NameKana',
    described(({ nameKana }) => halfWidthKana(nameKana)),
  ),
  field('NameOfOther', ({ reception }) => reception.eligibility?.nameOfOther),
  field('NameOfOtherKana', ({ reception }) => {
    const kana = reception.eligibility?.nameOfOtherKana;
    return kana === undefined ? undefined : halfWidthKana(kana);
  }),
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
    paid(({ qualificationDate }) => qualificationDate),
  ),
  field(
    'DisqualificationDate',
    paid(({ disqualificationDate }) => disqualificationDate),
  ),
  field(
    'InsuredPartialContributionRatio',
    paid((insurance) => insurance.insuredPartialContributionRatio),
  ),
  field(
    'InsurerName',
    paid(({ insurerName }) => insurerName),
  ),
  field('ReferenceNumber', ({ reception }) => reception.patientNumber),
];

function paid(
  ofInsurance: (insurance: Insurance) => string | undefined,
  ofAssistance: (assistance: Assistance) => string | undefined = () => undefined,
): Value {
  return ({ reception: { eligibility }, payer }) => {
    if (payer === 'medical-assistance')
      return eligibility?.medicalAssistance && ofAssistance(eligibility.medicalAssistance);
    return eligibility?.insurance && ofInsurance(eligibility.insurance);
  };
}

function described(value: (person: DescribedPerson) => string): Value {
  return ({ reception }) => {
    const person = describedPerson(reception);
    return person && value(person);
  };
}
