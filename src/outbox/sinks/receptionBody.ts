import { z } from 'zod';
import { consentItems, consentKinds } from '../../consent/items.ts';
import {
  eligibilityAnswerSchema,
  insuranceSchema,
  limitSchema,
  medicalAssistanceSchema,
  specificDiseaseSchema,
} from '../../reception/answer.ts';
import { visualReasons } from '../../reception/evidence.ts';
import { linkDifferences } from '../../reception/link/compareLink.ts';
import type { Reception } from '../../reception/reception.ts';
import { subsidyAnswers, subsidyCertificateSchema } from '../../reception/subsidy.ts';

const time = z.iso.datetime();

const holderSchema = z.object({
  method: z.enum(['pin', 'face', 'visual', 'phone']),
  provenAt: time,
  score: z.number().exactOptional(),
  profile: z.string().exactOptional(),
  liveness: z.object({ passive: z.number().nullable(), challenge: z.enum(['not-asked', 'passed']) }).exactOptional(),
  staff: z.string().exactOptional(),
  reason: z.enum(visualReasons).exactOptional(),
});

const consentSchema = z.object({
  item: z.enum(consentItems),
  agreed: z.boolean(),
  answeredAt: time,
  validUntil: time,
  givenBy: z.discriminatedUnion('by', [
    z.object({ by: z.literal('patient') }),
    z.object({ by: z.literal('staff'), staff: z.string() }),
  ]),
  wording: z.object({ version: z.string(), kinds: z.enum(consentKinds), language: z.string() }),
  notObtained: z.literal(true).exactOptional(),
  expired: z.literal(true).exactOptional(),
});

const eligibilitySchema = z.object({
  ...eligibilityAnswerSchema.shape,
  insurance: z.object(insuranceSchema.shape).nullable(),
  limit: z.object(limitSchema.shape).exactOptional(),
  specificDiseases: z.array(z.object(specificDiseaseSchema.shape)).exactOptional(),
  medicalAssistance: z.object(medicalAssistanceSchema.shape).exactOptional(),
});

/**
 * A reception as the queue holds it. Unknown fields are passed over: a queue may hold rows that a newer version of
 * this program wrote before it was rolled back, and those patients were told that they are checked in.
 */
export const receptionSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.uuid(),
  version: z.int().positive(),
  status: z.enum(['confirmed', 'provisional']),
  receivedAt: time,
  institutionCode: z.string().regex(/^\d{10}$/),
  kiosk: z.string(),
  occasion: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ordinary') }),
    z.object({ kind: z.enum(['disaster', 'emergency']), staff: z.string(), reason: z.string() }),
  ]),
  token: z.object({
    kind: z.enum(['card', 'android', 'iphone', 'none']),
    serial: z.string().nullable(),
    certificateClass: z.enum(['valid', 'expiring', 'grace', 'unusable', 'revoked']).nullable(),
    genuine: z.enum(['verified', 'unanchored']).nullable(),
  }),
  holder: holderSchema.nullable(),
  person: z
    .object({ name: z.string(), address: z.string(), birthdate: z.string(), sex: z.enum(['1', '2', '3']) })
    .nullable(),
  consents: z.array(consentSchema),
  prescriptionForm: z.enum(['electronic', 'paper']).nullable(),
  subsidies: z.object({
    answer: z.enum(subsidyAnswers),
    answeredAt: time.nullable(),
    certificates: z.array(z.object(subsidyCertificateSchema.shape)),
  }),
  eligibility: eligibilitySchema.nullable(),
  link: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['matched', 'not-compared']) }),
    z.object({ kind: z.literal('mismatch'), differs: z.array(z.enum(linkDifferences)) }),
  ]),
  patientNumber: z.string().nullable(),
});

/** The reception in a parcel's body; undefined where it is none, which no receiver will ever take. */
export function receptionIn(body: Uint8Array): Reception | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return receptionSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
