import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly.ts';
import { toldBirthdate } from './toldDays.ts';

/** QualificationValidity of the eligibility system, in words. Source of the numbers: onshikaku interface texts. */
export const validities = [
  'valid',
  'invalid',
  'newer-exists',
  'none-found',
  'several-found',
  'valid-unregistered',
] as const;

/** yyyyMMdd. */
const day = z.string().regex(/^\d{8}$/);

/** A text that may be absent, which says the same as an empty one. */
const text = z.string().default('');

/** InsuredCardClassification: 01 一般, 02 退職, 03/04 短期, 05 特別療養費, 06 特例退職, 07 自衛官, A1 医療扶助. */
export const cardClassifications = ['01', '02', '03', '04', '05', '06', '07', 'A1'] as const;

/** One insurance as the eligibility system describes it. Field names follow its answer, in camel case. */
export const insuranceSchema = z.strictObject({
  insuredCardClassification: z.enum(cardClassifications).exactOptional(),
  insurerNumber: text,
  insurerName: text,
  insuredCardSymbol: text,
  insuredIdentificationNumber: text,
  insuredBranchNumber: text,
  personalFamilyClassification: z.enum(['1', '2']),
  /** Three digits, `010` is 10 %. */
  insuredPartialContributionRatio: text,
  qualificationDate: text,
  disqualificationDate: day.exactOptional(),
});

/** 限度額適用認定: LimitApplicationCertificateRelatedInfo. */
export const limitSchema = z.strictObject({
  /** 01 限度額適用, 02 限度額適用・標準負担額減額, 03 標準負担額減額. */
  classification: z.enum(['01', '02', '03']),
  /** A01…A06 below 70, B01…B10 from 70. */
  flag: z.string().regex(/^(A0[1-6]|B0[1-9]|B10)$/),
  validFrom: day,
  validTo: day.exactOptional(),
});

/** 特定疾病療養受療証: 1 dialysis, 2 haemophilia, 3 HIV. */
export const specificDiseaseSchema = z.strictObject({
  category: z.enum(['1', '2', '3']),
  validFrom: day,
  validTo: day.exactOptional(),
});

/** 医療扶助 (MedicalTicketInfo): welfare pays. Not PMH. */
export const medicalAssistanceSchema = z.strictObject({
  payerNumber: z.string().regex(/^\d{8}$/),
  recipientNumber: z.string().max(30),
  validFrom: day,
  validTo: day.exactOptional(),
});

/** What the gateway answers about one person, once what says nothing is taken out of it (`withoutBlanks`). */
export const eligibilityAnswerSchema = z.strictObject({
  validity: z.enum(validities),
  name: text,
  nameKana: text,
  /** NameOfOther: a second name of the same person (通称, 漢字 beside letters, letters beside 漢字), and its reading. */
  nameOfOther: z.string().exactOptional(),
  nameOfOtherKana: z.string().exactOptional(),
  /** 1 male, 2 female, 3 unset. */
  sex: z.enum(['1', '2', '3']).default('3'),
  /** yyyyMMdd, with zeros for what is not known. */
  birthdate: toldBirthdate,
  address: text,
  /** One without an insurer is none. */
  insurance: insuranceSchema
    .nullable()
    .transform((insurance) => (insurance && insurance.insurerNumber !== '' ? insurance : null))
    .default(null),
  /** 高齢受給者証: share in percent as three digits. */
  elderlyRatio: z
    .string()
    .regex(/^\d{3}$/)
    .exactOptional(),
  limit: limitSchema.exactOptional(),
  specificDiseases: z.array(specificDiseaseSchema).exactOptional(),
  medicalAssistance: medicalAssistanceSchema.exactOptional(),
  /** 照会番号 (ReferenceNumber): the clinic's own number of this patient, registered once, returned ever after. */
  patientNumber: z.string().min(1).max(50).exactOptional(),
  /** 不開示 at the person's own wish (DV and the like): the address is nobody's to see, here or anywhere. */
  notDisclosed: z.literal(true).exactOptional(),
  /** A normal answer may carry a warning: present is not failed. */
  warning: z.string().optional(),
});

/** An answer as it is kept. Fields that a newer version of this program wrote are passed over. */
export const keptAnswerSchema = z.object({
  ...eligibilityAnswerSchema.shape,
  birthdate: day,
  patientNumber: z.string().max(50).exactOptional(),
  insurance: z.object(insuranceSchema.shape).nullable(),
  limit: z.object(limitSchema.shape).exactOptional(),
  specificDiseases: z.array(z.object(specificDiseaseSchema.shape)).exactOptional(),
  medicalAssistance: z.object(medicalAssistanceSchema.shape).exactOptional(),
});

/** A warning that is a code. Anything else is words, which may name the person they are about. */
export const warningCode = /^[\w-]{1,40}$/;

export type EligibilityAnswer = DeepReadonly<z.infer<typeof eligibilityAnswerSchema>>;
export type Validity = EligibilityAnswer['validity'];
