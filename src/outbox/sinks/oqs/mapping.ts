import { tokyoDay, tokyoSeconds } from '../../../kernel/tokyoTime.ts';
import { type Validity, warningCode } from '../../../reception/answer.ts';
import type { Reception } from '../../../reception/reception.ts';
import { certificateRules } from './certificateRules.ts';
import { consentRules } from './consentRules.ts';
import { personRules } from './personRules.ts';
import { field, ours, type ResultSubject, type Rule } from './rules.ts';
import { subsidyRules } from './subsidyRules.ts';

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

/** `MessageHeader`. ErrorCode and ErrorMessage never appear: a reception that failed is not written at all. */
export const headerRules: readonly Rule<Reception>[] = [
  field('ProcessExecutionTime', ({ receivedAt }) => tokyoSeconds(receivedAt)),
  field('QualificationConfirmationDate', ({ receivedAt }) => tokyoDay(receivedAt)),
  field('MedicalInstitutionCode', ({ institutionCode }) => institutionCode),
  // Free for the institution's use. The same for every version of a reception, so that a reader can join them.
  ours('ArbitraryFileIdentifier', ({ id }) => id),
  // Where nothing was read nobody asked by card.
  field('ReferenceClassification', ({ token }) => (token.kind === 'none' ? '' : '1')),
  // 2: still being worked on, which is what a provisional reception is.
  field('SegmentOfResult', ({ status }) => (status === 'provisional' ? '2' : '1')),
  field('CharacterCodeIdentifier', (_reception, encoding) => (encoding === 'utf-8' ? '0' : '1')),
];

/** `MessageBody`, before its result list. */
export const bodyRules: readonly Rule<Reception>[] = [
  field('PrescriptionIssueSelect', ({ prescriptionForm }) => prescriptionForm && formNumbers[prescriptionForm]),
  field('ProcessingResultStatus', () => '1'),
  // A warning that comes with a normal answer.
  field('ProcessingResultCode', ({ eligibility }) => {
    const { warning = '' } = eligibility ?? {};
    return warningCode.test(warning) ? warning : '';
  }),
  ours('ProcessingResultMessage', messageOf),
  field('QualificationValidity', ({ eligibility }) => eligibility && validityNumbers[eligibility.validity]),
  // How the person was known and what was read: no element of the real systems says that.
  ours('IdentityConfirmationMethod', ({ holder }) => holder?.method),
  ours('IdentityConfirmationStaff', ({ holder }) => holder?.staff),
  ours('ReceptionToken', ({ token }) => token.kind),
  ours('ReceptionOccasion', ({ occasion }) => (occasion.kind === 'ordinary' ? '' : occasion.kind)),
  ours('ReceptionOccasionStaff', ({ occasion }) => (occasion.kind === 'ordinary' ? '' : occasion.staff)),
  ours('ReceptionOccasionReason', ({ occasion }) => (occasion.kind === 'ordinary' ? '' : occasion.reason)),
  ours('LinkDifference', ({ link }) => (link.kind === 'mismatch' ? link.differs.join(' ') : '')),
  ...subsidyRules,
];

/**
 * `ResultList/ResultOfQualificationConfirmation`. One is written whatever the validity: the person did arrive, and the
 * desk needs the name [ours].
 */
export const resultRules: readonly Rule<ResultSubject>[] = [...personRules, ...certificateRules, ...consentRules];

/** One result for the insurance and one for 医療扶助, each where there is one; one about the person alone where not. */
export function resultSubjects(reception: Reception): readonly ResultSubject[] {
  const { insurance, medicalAssistance } = reception.eligibility ?? {};
  const subjects: ResultSubject[] = [
    ...(insurance ? [{ reception, payer: 'insurance' } as const] : []),
    ...(medicalAssistance ? [{ reception, payer: 'medical-assistance' } as const] : []),
  ];
  return subjects.length > 0 ? subjects : [{ reception, payer: 'unknown' }];
}

function messageOf({ eligibility, link }: Reception): string {
  if (link.kind === 'mismatch') return 'カードと資格情報の人が一致しません。窓口で確認してください。';
  const { warning = '' } = eligibility ?? {};
  return warningCode.test(warning) ? '' : warning;
}
