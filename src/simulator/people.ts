import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { yearNotations } from '../card/digits.ts';
import { eligibilityAnswerSchema } from '../reception/answer.ts';
import { subsidyCertificateSchema } from '../reception/subsidy.ts';
import { isRelativeDay, relativeDay } from './relativeDate.ts';

/** Gregorian yyyyMMdd. */
const day = z.string().regex(/^\d{8}$/);

/** One fixture person: invented, drawn by this project, never a real one. */
export const personSchema = z.strictObject({
  /** Romaji, family name first. */
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string(),
  summary: z.strictObject({ ja: z.string(), en: z.string() }),
  tags: z.array(z.string()),
  card: z.strictObject({
    /** Empty on a 顔認証マイナンバーカード, which has none. */
    pin: z.string().regex(/^(\d{4})?$/),
    pinTriesLeft: z.int().min(0).max(3),
    birthdate: day,
    /**
     * How the birth date is printed, and how the chip counts in 照合番号B: western on cards of foreign residents. That the
     * chip goes with the print is our assumption.
     */
    yearNotation: z.enum(yearNotations).default('era'),
    /** As on the card: 1 male, 2 female, 9 not applicable. */
    sex: z.enum(['1', '2', '9']),
    address: z.string(),
    expiry: day,
    securityCode: z.string().regex(/^\d{4}$/),
    photo: z.boolean(),
    /** Months from today to the end of the certificate; negative where it has expired. */
    certificateEndsInMonths: z.int().default(36),
    /** Whether the certificate was taken back. */
    revoked: z.boolean().default(false),
  }),
  /** The phone on which this person also has a スマートフォンのマイナンバーカード; its PIN is the card's. */
  phone: z.enum(['android', 'iphone']).exactOptional(),
  /** Whether the card is registered for use as an insurance card when the simulator starts. */
  registered: z.boolean().default(true),
  /** What the eligibility system answers about this person. */
  eligibility: eligibilityAnswerSchema,
  /** What PMH has of this person. */
  subsidies: z.array(subsidyCertificateSchema).default([]),
});

export type Person = z.infer<typeof personSchema>;

/**
 * The fixture people of `fixtures/people/people.json` under the project's root, in the order of the file. Days that
 * the file counts from today (`today-5m`) are counted from `now`.
 */
export function loadPeople(root: string, now: Date = new Date()): readonly Person[] {
  const file = join(root, 'fixtures', 'people', 'people.json');
  const dated = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && isRelativeDay(value) ? relativeDay(value, now) : value;
  return z.array(personSchema).parse(JSON.parse(readFileSync(file, 'utf8'), dated));
}
