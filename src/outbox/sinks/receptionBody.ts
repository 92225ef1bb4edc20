import { z } from 'zod';
import { consentItems } from '../../consent/items.ts';
import { eligibilityAnswerSchema, insuranceSchema } from '../../eligibility/answer.ts';
import type { Reception } from '../reception.ts';

/**
 * A reception as the queue holds it. Unknown fields are passed over: a queue may hold rows that a newer version of
 * this program wrote before it was rolled back, and those patients were told that they are checked in.
 */
export const receptionSchema = z.object({
  id: z.uuid(),
  version: z.int().positive(),
  receivedAt: z.iso.datetime(),
  institutionCode: z.string().regex(/^\d{10}$/),
  kiosk: z.string(),
  certificateSerial: z.string(),
  holder: z.object({
    method: z.enum(['pin', 'face']),
    provenAt: z.iso.datetime(),
    score: z.number().exactOptional(),
    profile: z.string().exactOptional(),
  }),
  consents: z.array(
    z.object({
      item: z.enum(consentItems),
      agreed: z.boolean(),
      answeredAt: z.iso.datetime(),
      validUntil: z.iso.datetime(),
    }),
  ),
  eligibility: z.object({
    ...eligibilityAnswerSchema.shape,
    insurance: z.object(insuranceSchema.shape).nullable(),
  }),
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
