import { createHash } from 'node:crypto';
import type { EligibilityAnswer } from '../../../reception/answer.ts';
import type { Reception } from '../../../reception/reception.ts';
import { isReimbursed, type SubsidyCertificate } from '../../../reception/subsidy.ts';
import { concept, type Identifier, period, type Reference, type Resource } from './resource.ts';
import { hl7, jp, own } from './systems.ts';

/** One certificate by which somebody else than the insurance pays: 医療費助成 (PMH) or 医療扶助. */
export interface PublicExpense {
  /** Name of the certificate. */
  readonly name: string;
  readonly payerNumber?: string | undefined;
  readonly recipientNumber?: string | undefined;
  /** Who pays, where it has a name: the municipality. */
  readonly payerName: string;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  /** The most the patient pays, as the municipality writes it. */
  readonly maxCopayment?: string | undefined;
  readonly segment?: string | undefined;
  readonly incomeSegment?: string | undefined;
  /** 償還払い: the patient pays here and claims it back. */
  readonly reimbursed: boolean;
  readonly notDisclosed: boolean;
}

/** What pays beside the insurance, in the order it is told: 医療扶助, then the certificates the patient uses. */
export function publicExpenses({ eligibility, subsidies, institutionCode }: Reception): readonly PublicExpense[] {
  const { medicalAssistance } = eligibility ?? {};
  return [
    ...(medicalAssistance ? [assistance(medicalAssistance)] : []),
    ...subsidies.certificates.map((certificate) => subsidy(certificate, institutionCode)),
  ];
}

function assistance(ticket: NonNullable<EligibilityAnswer['medicalAssistance']>): PublicExpense {
  return { name: '医療扶助', payerName: '', reimbursed: false, notDisclosed: false, ...ticket };
}

function subsidy(certificate: SubsidyCertificate, institutionCode: string): PublicExpense {
  const {
    id: _ours,
    certificationName,
    prefecture: _place,
    municipality,
    alwaysReimbursed: _part,
    ...rest
  } = certificate;
  return {
    ...rest,
    name: certificationName,
    payerName: municipality,
    reimbursed: isReimbursed(certificate, institutionCode),
  };
}

/** By what a receiver knows one set of facts about one person's certificate again. See `coverageIdentifier`. */
export function publicExpenseIdentifier(expense: PublicExpense, patient: Identifier): Identifier {
  return { system: own.coverage, value: hashOf([patient.value, ...Object.entries(expense).toSorted()]) };
}

/** A payer's own number may be missing or in any form: known again by a hash of what there is. */
export function payerIdentifier({ payerNumber = '', payerName }: PublicExpense): Identifier {
  return { system: own.publicPayer, value: hashOf([payerNumber, payerName]) };
}

/** JP_Organization of who pays. */
export function publicPayer(expense: PublicExpense): Resource {
  const { payerNumber, payerName } = expense;
  return {
    resourceType: 'Organization',
    meta: { profile: [`${jp.profile}JP_Organization`] },
    identifier: [
      ...(payerNumber === undefined ? [] : [{ system: own.publicPayerNumber, value: payerNumber }]),
      payerIdentifier(expense),
    ],
    type: [concept(hl7.organizationType, 'pay')],
    name: payerName === '' ? `公費負担者 ${payerNumber ?? ''}`.trimEnd() : payerName,
  };
}

/** JP_Coverage of a public expense (公費, type 8): no insured person, the recipient's number as it was written. */
export function publicCoverage(
  expense: PublicExpense,
  patient: Identifier,
  beneficiary: Reference,
  payor: Reference,
): Resource {
  const { name, payerNumber, recipientNumber, validFrom, validTo, segment, incomeSegment } = expense;
  const classes = [
    ['plan', name],
    ['class', segment],
    ['subclass', incomeSegment],
  ] as const;
  const costs = maxOutOfPocket(expense.maxCopayment);
  const inForceFor = period(validFrom, validTo);
  return {
    resourceType: 'Coverage',
    meta: { profile: [`${jp.profile}JP_Coverage`], ...restricted(expense.notDisclosed) },
    extension: [{ url: own.reimbursed, valueBoolean: expense.reimbursed }],
    identifier: [
      ...(payerNumber !== undefined && recipientNumber !== undefined
        ? [{ system: jp.publicPayerMemberId, value: `${payerNumber}:${recipientNumber}` }]
        : []),
      publicExpenseIdentifier(expense, patient),
    ],
    status: 'active',
    type: concept(jp.insuranceKind, '8'),
    ...(recipientNumber === undefined ? {} : { subscriberId: recipientNumber }),
    beneficiary,
    ...(inForceFor ? { period: inForceFor } : {}),
    payor: [payor],
    class: classes.flatMap(([code, value]) =>
      value === undefined ? [] : [{ type: concept(hl7.coverageClass, code), value }],
    ),
    ...(costs === undefined ? {} : { costToBeneficiary: [costs] }),
  };
}

/** A mark for receivers that hide what is not to be disclosed. */
function restricted(notDisclosed: boolean): object {
  return notDisclosed ? { security: [{ system: hl7.confidentiality, code: 'R' }] } : {};
}

/** An amount in yen; a municipality's words ("1日200円まで") are no number and stay out. */
function maxOutOfPocket(amount: string | undefined): object | undefined {
  if (amount === undefined || !/^\d{1,9}$/.test(amount)) return undefined;
  return {
    type: concept(hl7.copayType, 'maxoutofpocket'),
    valueMoney: { value: Number(amount), currency: 'JPY' },
  };
}

function hashOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
