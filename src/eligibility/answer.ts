import { z } from 'zod';

/** QualificationValidity of the eligibility system, in words. Source of the numbers: onshikaku interface texts. */
export const validities = [
  'valid',
  'invalid',
  'newer-exists',
  'none-found',
  'several-found',
  'valid-unregistered',
] as const;

/** One insurance as the eligibility system describes it. Field names follow its answer, in camel case. */
export const insuranceSchema = z.strictObject({
  insurerNumber: z.string(),
  insurerName: z.string(),
  insuredCardSymbol: z.string(),
  insuredIdentificationNumber: z.string(),
  insuredBranchNumber: z.string(),
  personalFamilyClassification: z.enum(['1', '2']),
  /** Three digits, `010` is 10 %. */
  insuredPartialContributionRatio: z.string(),
  qualificationDate: z.string(),
});

/** What the gateway answers about one person. */
export const eligibilityAnswerSchema = z.strictObject({
  validity: z.enum(validities),
  name: z.string(),
  nameKana: z.string(),
  /** 1 male, 2 female, 3 unset. */
  sex: z.enum(['1', '2', '3']),
  /** yyyyMMdd. */
  birthdate: z.string().regex(/^\d{8}$/),
  address: z.string(),
  insurance: insuranceSchema.nullable(),
  /** A normal answer may carry a warning: present is not failed. */
  warning: z.string().optional(),
});

export type EligibilityAnswer = z.infer<typeof eligibilityAnswerSchema>;
export type Validity = EligibilityAnswer['validity'];
