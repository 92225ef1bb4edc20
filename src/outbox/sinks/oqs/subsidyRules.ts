import { tokyoSeconds } from '../../../kernel/tokyoTime.ts';
import type { Reception } from '../../../reception/reception.ts';
import { isReimbursed, type SubsidyAnswer } from '../../../reception/subsidy.ts';
import { group, ours, type Rule } from './rules.ts';

/** 1 to be used, 0 the patient does not want to, 2 there is none, 9 PMH did not answer; nothing where nobody asked. */
const answerNumbers: Readonly<Record<SubsidyAnswer, string>> = {
  used: '1',
  declined: '0',
  'no-data': '2',
  'could-not-ask': '9',
  'not-asked': '',
};

/**
 * PMH: how this file is to carry 医療費助成 is not public, so every name here is ours. They follow the fields of the
 * municipalities' interface (v0.1.1); a site that learns the real ones changes this table and nothing else.
 */
export const subsidyRules: readonly Rule<Reception>[] = [
  ours('MedicalSubsidyUseFlg', ({ subsidies }) => answerNumbers[subsidies.answer]),
  ours('MedicalSubsidyUseTime', ({ subsidies: { answeredAt } }) => answeredAt && tokyoSeconds(answeredAt)),
  group(
    { element: 'MedicalSubsidyInfo', standing: 'ours', list: 'MedicalSubsidyList' },
    ({ subsidies }: Reception) => subsidies.certificates,
    [
      { element: 'MedicalSubsidyInsurerNumber', standing: 'ours', value: ({ payerNumber }) => payerNumber },
      { element: 'MedicalSubsidyRecipientNumber', standing: 'ours', value: ({ recipientNumber }) => recipientNumber },
      { element: 'CertificationName', standing: 'ours', value: ({ certificationName }) => certificationName },
      { element: 'PrefectureCode', standing: 'ours', value: ({ prefecture }) => prefecture },
      { element: 'MunicipalityName', standing: 'ours', value: ({ municipality }) => municipality },
      { element: 'IsAlwaysReimbursement', standing: 'ours', value: ({ alwaysReimbursed }) => flag(alwaysReimbursed) },
      // Whether the patient pays here and now: also where the certificate is another prefecture's.
      {
        element: 'IsReimbursementHere',
        standing: 'ours',
        value: (certificate, { institutionCode }) => flag(isReimbursed(certificate, institutionCode)),
      },
      { element: 'MaxCopaymentAmount', standing: 'ours', value: ({ maxCopayment }) => maxCopayment },
      { element: 'Segment', standing: 'ours', value: ({ segment }) => segment },
      { element: 'IncomeSegment', standing: 'ours', value: ({ incomeSegment }) => incomeSegment },
      { element: 'ValidFrom', standing: 'ours', value: ({ validFrom }) => validFrom },
      { element: 'ValidTo', standing: 'ours', value: ({ validTo }) => validTo },
      { element: 'IsNotDisclosed', standing: 'ours', value: ({ notDisclosed }) => flag(notDisclosed) },
    ],
  ),
];

function flag(value: boolean): string {
  return value ? '1' : '0';
}
