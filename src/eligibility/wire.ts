import { z } from 'zod';
import { eligibilityAnswerSchema } from './answer.ts';
import { type HolderEvidence, visualReasons } from './gateway.ts';

const base64 = z.base64().min(1);

/** How the holder was proven, as it crosses the wire. */
const holderWireSchema = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.enum(['pin', 'phone']),
    challenge: base64,
    signature: base64,
    provenAt: z.iso.datetime(),
  }),
  z.strictObject({
    method: z.literal('face'),
    score: z.number(),
    profile: z.string().min(1),
    liveness: z.strictObject({ passive: z.number().nullable(), challenge: z.enum(['not-asked', 'passed']) }),
    provenAt: z.iso.datetime(),
  }),
  z.strictObject({
    method: z.literal('visual'),
    staff: z.string().min(1),
    reason: z.enum(visualReasons),
    provenAt: z.iso.datetime(),
  }),
]);

/** Body of the question, as docs/api/gateway.yaml describes it. The exchange is ours: the real one is not public. */
export const gatewayRequestSchema = z.strictObject({
  requestId: z.uuid(),
  /** 10 digits: prefecture 2, table 1, institution 7. */
  institutionCode: z.string().regex(/^\d{10}$/),
  /** DER. */
  certificate: base64,
  holder: holderWireSchema,
});

/** Body of the answer. The request's id comes back with it, so that no answer can be taken for another's. */
export const gatewayResponseSchema = z.strictObject({ requestId: z.uuid(), answer: eligibilityAnswerSchema });

export type GatewayRequest = z.infer<typeof gatewayRequestSchema>;
export type GatewayResponse = z.infer<typeof gatewayResponseSchema>;

/** Evidence with its bytes as base64. */
export function holderOnTheWire(holder: HolderEvidence): GatewayRequest['holder'] {
  if (holder.method === 'face' || holder.method === 'visual') return holder;
  const { method, provenAt } = holder;
  return { method, challenge: toBase64(holder.challenge), signature: toBase64(holder.signature), provenAt };
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
