import { z } from 'zod';
import { certificateClasses } from '../card/certificateClass.ts';
import { issuerTrusts } from '../card/issuerTrust.ts';
import type { DeepReadonly } from '../kernel/deepReadonly.ts';
import { keptAnswerSchema } from './answer.ts';
import { consentAnswerSchema } from './consents.ts';
import { holderSchema } from './evidence.ts';
import { linkSchema } from './link/linkRecord.ts';
import { personSchema } from './person.ts';
import { subsidyRecordSchema } from './subsidy.ts';
import { readTokens } from './token.ts';

/** What was read: the plastic card, a phone, or nothing (disaster, emergency). */
const tokenSchema = z.object({
  kind: z.enum(readTokens),
  /** Serial of the 利用者証明用 certificate, lower-case hex; null with `none`. */
  serial: z.string().nullable(),
  certificateClass: z.enum(certificateClasses).nullable(),
  /** The card itself: signed by its issuer and no copy; null where that could not be looked at. */
  genuine: z.enum(issuerTrusts).nullable(),
});

/** Under what rules this arrival was taken. */
const occasionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ordinary') }),
  z.object({
    kind: z.enum(['disaster', 'emergency']),
    /** Who opened the mode, and why. */
    staff: z.string(),
    reason: z.string(),
  }),
]);

/**
 * One patient's arrival: the fact that everything downstream is told about, and that the queue holds. Unknown fields
 * are passed over: a queue may hold rows that a newer version of this program wrote before it was rolled back, and
 * those patients were told that they are checked in.
 */
export const receptionSchema = z.object({
  schemaVersion: z.literal(1),
  /** UUID version 7. With `version` the key under which a receiver recognises a repeated delivery. */
  id: z.uuid(),
  /** 1 when the patient was told; a later one replaces it whole. */
  version: z.int().positive(),
  /** `provisional`: the insurance could not be asked about; a later version will say. */
  status: z.enum(['confirmed', 'provisional']),
  /** When the patient was checked in, ISO 8601; the same in every version. */
  receivedAt: z.iso.datetime(),
  /** 10 digits: prefecture 2, table 1, institution 7. */
  institutionCode: z.string().regex(/^\d{10}$/),
  kiosk: z.string(),
  occasion: occasionSchema,
  token: tokenSchema,
  /** Null only where nobody could prove anything (disaster, emergency). */
  holder: holderSchema.nullable(),
  /** What the card says of its holder; null where it was not read. */
  person: personSchema.nullable(),
  consents: z.array(consentAnswerSchema),
  /** Null where it was not asked. */
  prescriptionForm: z.enum(['electronic', 'paper']).nullable(),
  subsidies: subsidyRecordSchema,
  /** Null while provisional, and for good after a mismatch: another person's data is neither kept nor passed on. */
  eligibility: keptAnswerSchema.nullable(),
  /**
   * By what the eligibility system knew whom it answered about, where that was less than the visit had to show: asked
   * again later, there is no proof of the holder left. Absent where the visit's own question was answered.
   */
  answeredTo: z.enum(['certificate', 'person']).exactOptional(),
  link: linkSchema,
  /** 診察券: the clinic's own number of this patient, where known. */
  patientNumber: z.string().nullable(),
});

export type Reception = DeepReadonly<z.infer<typeof receptionSchema>>;
export type TokenRecord = Reception['token'];
export type Occasion = Reception['occasion'];
