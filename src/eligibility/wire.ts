import { z } from 'zod';
import { plainLine } from '../kernel/plainLine.ts';
import { eligibilityAnswerSchema } from '../reception/answer.ts';
import { type HolderEvidence, livenessSchema, visualReasons } from '../reception/evidence.ts';
import type { InsuranceLookUp } from '../reception/insuranceLookUp.ts';
import { personSchema } from '../reception/person.ts';
import { subsidyCertificateSchema } from '../reception/subsidy.ts';
import type { AbsentPerson } from './gateway.ts';

/** What goes over the wire to and from the gateway, as docs/api/gateway.yaml describes it. The exchange is ours. */

const base64 = z.base64().min(1);
/** yyyyMMdd. */
const day = z.string().regex(/^\d{8}$/);

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
    liveness: z.strictObject(livenessSchema.shape),
    provenAt: z.iso.datetime(),
  }),
  z.strictObject({
    method: z.literal('visual'),
    staff: z.string().min(1),
    reason: z.enum(visualReasons),
    provenAt: z.iso.datetime(),
  }),
]);

const asker = {
  requestId: z.uuid(),
  /** 10 digits: prefecture 2, table 1, institution 7. */
  institutionCode: z.string().regex(/^\d{10}$/),
};

/** About a service, not about anybody: `prescriptions/service`. */
export const serviceQuestionSchema = z.strictObject(asker);

/** About a card of which nobody has proven to be the holder: `card-status` and `registrations`. */
export const cardQuestionSchema = z.strictObject({
  ...asker,
  /** DER. */
  certificate: base64,
});

/** About the holder of a card: `eligibility` and `subsidies`. */
export const holderQuestionSchema = cardQuestionSchema.extend({ holder: holderWireSchema });

const serial = z.string().regex(/^[0-9a-f]+$/);

/** About somebody whose card is gone: `eligibility/absent`. */
export const absentQuestionSchema = z
  .strictObject({
    ...asker,
    receptionId: z.uuid(),
    certificateSerial: serial.nullable(),
    person: z.strictObject({ ...personSchema.shape, birthdate: day }).nullable(),
  })
  .refine(({ certificateSerial, person }) => certificateSerial !== null || person !== null, {
    message: 'certificateSerial or person',
  });

/** What is printed on a 資格確認書: `eligibility/by-numbers`. */
export const insuranceLookUpSchema = z.strictObject({
  ...asker,
  insurerNumber: z.string().regex(/^(\d{6}|\d{8})$/),
  insuredCardSymbol: z.string(),
  insuredIdentificationNumber: z.string().min(1),
  insuredBranchNumber: z.string().regex(/^(\d{2})?$/),
  birthdate: day,
  limitConsent: z.boolean(),
});

/** 照会番号, to be returned with every answer about this person from now on: `patient-numbers`. */
export const patientNumberQuestionSchema = z.strictObject({
  ...asker,
  receptionId: z.uuid(),
  certificateSerial: serial,
  patientNumber: z.string().min(1).max(50).regex(plainLine),
});

const errorCode = z.string().regex(/^[\w-]{1,40}$/);

/**
 * What comes back, whatever was asked: SegmentOfResult 1 normal, 2 in progress, 9 failed; within 1,
 * ProcessingResultStatus 1 normal, 2 error. The question's id comes back with it, so that no answer can be taken for
 * another's.
 */
function responseTo<T extends z.ZodType>(answer: T) {
  const id = { requestId: z.uuid() };
  return z.discriminatedUnion('segmentOfResult', [
    z.discriminatedUnion('processingResultStatus', [
      z.strictObject({ ...id, segmentOfResult: z.literal('1'), processingResultStatus: z.literal('1'), answer }),
      z.strictObject({
        ...id,
        segmentOfResult: z.literal('1'),
        processingResultStatus: z.literal('2'),
        processingResultCode: errorCode,
      }),
    ]),
    z.strictObject({ ...id, segmentOfResult: z.literal('2') }),
    z.strictObject({ ...id, segmentOfResult: z.literal('9'), errorCode }),
  ]);
}

const cardStatusSchema = z.strictObject({ registered: z.boolean(), revoked: z.boolean() });

/** 電子処方箋管理サービス: whether prescriptions can be entered now. */
const prescriptionServiceSchema = z.strictObject({ accepting: z.boolean() });

/** More than anybody holds; the size of the body is limited in any case. */
const mostCertificates = 100;

/** Each question the gateway takes: where it goes, below the gateway's address, and what may come back. */
export const gatewayServices = {
  'card-status': { path: 'v1/card-status', response: responseTo(cardStatusSchema) },
  registration: {
    path: 'v1/registrations',
    response: responseTo(z.strictObject({ registered: z.literal(true) })),
  },
  eligibility: { path: 'v1/eligibility', response: responseTo(eligibilityAnswerSchema) },
  absent: { path: 'v1/eligibility/absent', response: responseTo(eligibilityAnswerSchema) },
  'by-numbers': { path: 'v1/eligibility/by-numbers', response: responseTo(eligibilityAnswerSchema) },
  'patient-number': {
    path: 'v1/patient-numbers',
    response: responseTo(z.strictObject({ patientNumber: z.string().max(50) })),
  },
  prescriptions: { path: 'v1/prescriptions/service', response: responseTo(prescriptionServiceSchema) },
  subsidies: {
    path: 'v1/subsidies',
    response: responseTo(z.array(subsidyCertificateSchema).max(mostCertificates)),
  },
} as const;

export const gatewayServiceNames = [
  'card-status',
  'registration',
  'eligibility',
  'absent',
  'by-numbers',
  'patient-number',
  'prescriptions',
  'subsidies',
] as const satisfies readonly (keyof typeof gatewayServices)[];
export type GatewayService = keyof typeof gatewayServices;
export type CardQuestion = z.infer<typeof cardQuestionSchema>;
export type HolderQuestion = z.infer<typeof holderQuestionSchema>;
export type AbsentQuestion = z.infer<typeof absentQuestionSchema>;
export type InsuranceLookUpOnTheWire = z.infer<typeof insuranceLookUpSchema>;
export type PatientNumberQuestion = z.infer<typeof patientNumberQuestionSchema>;
export type ServiceQuestion = z.infer<typeof serviceQuestionSchema>;
export type GatewayQuestion =
  | CardQuestion
  | HolderQuestion
  | AbsentQuestion
  | InsuranceLookUpOnTheWire
  | PatientNumberQuestion
  | ServiceQuestion;

/** Everything that may come back where `T` is the good answer. */
export type GatewayResponse<T> = { readonly requestId: string } & (
  | { readonly segmentOfResult: '1'; readonly processingResultStatus: '1'; readonly answer: T }
  | { readonly segmentOfResult: '1'; readonly processingResultStatus: '2'; readonly processingResultCode: string }
  | { readonly segmentOfResult: '2' }
  | { readonly segmentOfResult: '9'; readonly errorCode: string }
);

/** Evidence with its bytes as base64. */
export function holderOnTheWire(holder: HolderEvidence): HolderQuestion['holder'] {
  if (holder.method === 'face' || holder.method === 'visual') return holder;
  const { method, provenAt } = holder;
  return { method, challenge: toBase64(holder.challenge), signature: toBase64(holder.signature), provenAt };
}

/** Field by field, as all that goes out: whoever asks may hold more of the patient than the question takes. */
export function absentOnTheWire({ receptionId, certificateSerial, person }: AbsentPerson) {
  if (person === null) return { receptionId, certificateSerial, person };
  const { name, address, birthdate, sex } = person;
  return { receptionId, certificateSerial, person: { name, address, birthdate, sex } };
}

export function lookUpOnTheWire(asked: InsuranceLookUp): InsuranceLookUp {
  const { insurerNumber, insuredCardSymbol, insuredIdentificationNumber, insuredBranchNumber } = asked;
  const { birthdate, limitConsent } = asked;
  return {
    insurerNumber,
    insuredCardSymbol,
    insuredIdentificationNumber,
    insuredBranchNumber,
    birthdate,
    limitConsent,
  };
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
