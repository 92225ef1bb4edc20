import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly.ts';
import { lastDayOf } from './toldDays.ts';

/** yyyyMMdd. */
const day = z.string().regex(/^\d{8}$/);

/**
 * One 医療費助成 certificate as PMH has it (municipal API v0.1.1). Statistics are the municipality's own: an odd one is
 * passed through untouched, never rejected or reformatted.
 */
export const subsidyCertificateSchema = z.strictObject({
  /** Tells several certificates of one person apart; ours, stable within one answer. */
  id: z.string().regex(/^[a-z0-9-]{1,36}$/),
  certificationName: z.string().min(1).max(100),
  /** 公費負担者番号. */
  payerNumber: z.string().exactOptional(),
  /** 受給者番号. */
  recipientNumber: z.string().max(30).exactOptional(),
  /** Prefecture that pays, JIS X 0401. Outside it the patient pays first. */
  prefecture: z.string().regex(/^\d{2}$/),
  municipality: z.string().default(''),
  /** The patient pays and claims back, also inside the prefecture. */
  alwaysReimbursed: z.boolean(),
  maxCopayment: z.string().exactOptional(),
  segment: z.string().exactOptional(),
  incomeSegment: z.string().exactOptional(),
  validFrom: day,
  validTo: day.exactOptional(),
  /** 不開示: nothing of it is shown on a screen. */
  notDisclosed: z.boolean(),
});

export type SubsidyCertificate = Readonly<z.infer<typeof subsidyCertificateSchema>>;

/** 償還払い: whether the patient pays now and claims back. */
export function isReimbursed(certificate: SubsidyCertificate, institutionCode: string): boolean {
  return certificate.alwaysReimbursed || certificate.prefecture !== institutionCode.slice(0, 2);
}

/** Whether it can be used on this day (yyyyMMdd, Tokyo's). A patient is not asked about one that has run out. */
export function isInForce({ validFrom, validTo }: SubsidyCertificate, today: string): boolean {
  return validFrom <= today && today <= lastDayOf(validTo);
}

/**
 * What became of the question about subsidies. Downstream a refusal looks like a lapse, so it is kept apart from
 * `no-data` (there is no certificate), `could-not-ask` (PMH did not answer) and `not-asked` (not introduced, or the
 * visit was not to be asked).
 */
export const subsidyAnswers = ['used', 'declined', 'no-data', 'could-not-ask', 'not-asked'] as const;
export type SubsidyAnswer = (typeof subsidyAnswers)[number];

/** The patient's own answer, and the certificates they chose to use. */
export const subsidyRecordSchema = z.object({
  answer: z.enum(subsidyAnswers),
  /** When it was given; null where nobody was asked. */
  answeredAt: z.iso.datetime().nullable(),
  certificates: z.array(z.object(subsidyCertificateSchema.shape)),
});

export type SubsidyRecord = DeepReadonly<z.infer<typeof subsidyRecordSchema>>;

/** Of somebody who was not asked, or of whom nothing that was asked may be kept. */
export const subsidiesNotAsked: SubsidyRecord = { answer: 'not-asked', answeredAt: null, certificates: [] };
