import { tokyoSeconds } from '../../../kernel/tokyoTime.ts';
import { group, ours, type ResultSubject, type Rule } from './rules.ts';

/**
 * What the answer says beside the insurance: 高齢受給者証, 限度額, 特定疾病 with an insurance, the ticket with 医療扶助.
 *
 * The flags of consent to 限度額 and 特定疾病 are ours: since October 2024 both are told without a question to whoever
 * comes with a card, so `1` stands where the information is, with the time of the check-in.
 */
export const certificateRules: readonly Rule<ResultSubject>[] = [
  group(
    { element: 'ElderlyRecipientCertificateInfo', standing: 'field' },
    insured(({ elderlyRatio }) => (elderlyRatio === undefined ? [] : [elderlyRatio])),
    [{ element: 'ElderlyRecipientContributionRatio', standing: 'field', value: (ratio) => ratio }],
  ),
  ...toldWithoutAsking('LimitApplicationCertificateRelated', ({ limit }) => limit !== undefined),
  group(
    { element: 'LimitApplicationCertificateRelatedInfo', standing: 'field' },
    insured(({ limit }) => (limit ? [limit] : [])),
    [
      {
        element: 'LimitApplicationCertificateClassification',
        standing: 'field',
        value: ({ classification }) => classification,
      },
      { element: 'LimitApplicationCertificateClassificationFlag', standing: 'field', value: ({ flag }) => flag },
      { element: 'LimitApplicationCertificateValidStartDate', standing: 'field', value: ({ validFrom }) => validFrom },
      { element: 'LimitApplicationCertificateValidEndDate', standing: 'field', value: ({ validTo }) => validTo },
    ],
  ),
  ...toldWithoutAsking(
    'SpecificDiseasesCertificateRelated',
    ({ specificDiseases = [] }) => specificDiseases.length > 0,
  ),
  group(
    { element: 'SpecificDiseasesCertificateInfo', standing: 'field', list: 'SpecificDiseasesCertificateList' },
    insured(({ specificDiseases = [] }) => specificDiseases),
    [
      { element: 'SpecificDiseasesDiseaseCategory', standing: 'field', value: ({ category }) => category },
      { element: 'SpecificDiseasesValidStartDate', standing: 'field', value: ({ validFrom }) => validFrom },
      { element: 'SpecificDiseasesValidEndDate', standing: 'field', value: ({ validTo }) => validTo },
    ],
  ),
  group(
    { element: 'MedicalTicketInfo', standing: 'field', list: 'PublicExpenseResultList' },
    ({ reception: { eligibility }, payer }) =>
      payer === 'medical-assistance' && eligibility?.medicalAssistance ? [eligibility.medicalAssistance] : [],
    [
      { element: 'MedicalTicketValidDate', standing: 'field', value: ({ validFrom }) => validFrom },
      { element: 'MedicalTicketExpirationDate', standing: 'field', value: ({ validTo }) => validTo },
    ],
  ),
];

type Answer = NonNullable<ResultSubject['reception']['eligibility']>;

/** These belong to the insurance, and to the person alone where no insurance was found. */
function insured<Item>(items: (answer: Answer) => readonly Item[]): (subject: ResultSubject) => readonly Item[] {
  return ({ reception: { eligibility }, payer }) =>
    eligibility && payer !== 'medical-assistance' ? items(eligibility) : [];
}

function toldWithoutAsking(stem: string, isTold: (answer: Answer) => boolean): readonly Rule<ResultSubject>[] {
  const told = insured((answer) => (isTold(answer) ? [true] : []));
  return [
    ours(`${stem}ConsFlg`, (subject) => (told(subject).length > 0 ? '1' : '')),
    ours(`${stem}ConsTime`, (subject) => (told(subject).length > 0 ? tokyoSeconds(subject.reception.receivedAt) : '')),
  ];
}
