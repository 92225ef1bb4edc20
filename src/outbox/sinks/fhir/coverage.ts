import { createHash } from 'node:crypto';
import type { EligibilityAnswer } from '../../../reception/answer.ts';
import { type MemberParts, memberId, memberParts } from './memberId.ts';
import { concept, type Identifier, period, type Reference, type Resource } from './resource.ts';
import { hl7, jp, own } from './systems.ts';

type Insurance = NonNullable<EligibilityAnswer['insurance']>;

export interface CoverageFacts {
  readonly insurance: Insurance;
  /** Whether the eligibility system says that it may be used today. */
  readonly inForce: boolean;
  /** Who is insured: a number may be a whole family's. */
  readonly patient: Identifier;
}

/**
 * By what a receiver knows one set of facts about an insurance again. The member id alone would not do: when the
 * copay changes, the number stays, and a conditional create would leave the old percentage standing.
 */
export function coverageIdentifier({ insurance, inForce, patient }: CoverageFacts): Identifier {
  const { insuredPartialContributionRatio: ratio, qualificationDate, personalFamilyClassification } = insurance;
  const { disqualificationDate } = insurance;
  const facts = [
    patient.value,
    memberId(memberParts(insurance)),
    ratio,
    qualificationDate,
    personalFamilyClassification,
    inForce,
    ...(disqualificationDate === undefined ? [] : [disqualificationDate]),
  ];
  return { system: own.coverage, value: createHash('sha256').update(JSON.stringify(facts)).digest('hex') };
}

/** JP_Coverage of a health insurance. */
export function insuranceCoverage(facts: CoverageFacts, beneficiary: Reference, payor: Reference): Resource {
  const { insurance, inForce } = facts;
  const parts = memberParts(insurance);
  const extension = insuredPerson(parts);
  const subscriberId = [parts.symbol, parts.number].filter((part) => part !== '').join(':');
  const copay = copayPercent(insurance.insuredPartialContributionRatio);
  const inForceFor = period(insurance.qualificationDate, insurance.disqualificationDate);
  return {
    resourceType: 'Coverage',
    meta: { profile: [`${jp.profile}JP_Coverage`] },
    ...(extension.length === 0 ? {} : { extension }),
    identifier: [{ system: jp.insuranceMemberId, value: memberId(parts) }, coverageIdentifier(facts)],
    status: inForce ? 'active' : 'cancelled',
    type: concept(jp.insuranceKind, insuranceKind(parts.insurer)),
    ...(subscriberId === '' ? {} : { subscriberId }),
    beneficiary,
    ...(parts.branch === '' ? {} : { dependent: parts.branch }),
    relationship: concept(jp.relationship, insurance.personalFamilyClassification),
    ...(inForceFor ? { period: inForceFor } : {}),
    payor: [payor],
    ...(copay === undefined ? {} : { costToBeneficiary: [copayment(copay)] }),
  };
}

function insuredPerson({ symbol, number, branch }: MemberParts): object[] {
  const parts = { InsuredPersonSymbol: symbol, InsuredPersonNumber: number, InsuredPersonSubNumber: branch };
  return Object.entries(parts).flatMap(([name, valueString]) =>
    valueString === '' ? [] : [{ url: `${jp.coverageExtension}${name}`, valueString }],
  );
}

/** 6 digits (zero-padded) and 67 are 国保, 39 後期高齢者; every other law number is one of the employees' insurances. */
function insuranceKind(insurerNumber: string): '1' | '2' | '7' {
  if (/^(00|67)/.test(insurerNumber)) return '2';
  return insurerNumber.startsWith('39') ? '7' : '1';
}

/** `030` is 30 %. */
function copayPercent(ratio: string): number | undefined {
  return /^\d{3}$/.test(ratio) ? Number(ratio) : undefined;
}

function copayment(value: number): object {
  return {
    type: concept(hl7.copayType, 'copaypct'),
    valueQuantity: { value, unit: '%', system: hl7.ucum, code: '%' },
  };
}
