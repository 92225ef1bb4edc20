import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eligibilityAnswerSchema } from '../eligibility/answer.ts';

/** One fixture person: invented, drawn by this project, never a real one. */
export const personSchema = z.strictObject({
  /** Romaji, family name first. */
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string(),
  summary: z.strictObject({ ja: z.string(), en: z.string() }),
  tags: z.array(z.string()),
  card: z.strictObject({
    pin: z.string().regex(/^\d{4}$/),
    pinTriesLeft: z.int().min(0).max(3),
    /** Birth date, Gregorian yyyyMMdd. */
    birthdate: z.string().regex(/^\d{8}$/),
    /** As on the card: 1 male, 2 female, 9 not applicable. */
    sex: z.enum(['1', '2', '9']),
    address: z.string(),
    /** Card expiry, Gregorian yyyyMMdd. */
    expiry: z.string().regex(/^\d{8}$/),
    securityCode: z.string().regex(/^\d{4}$/),
    photo: z.boolean(),
  }),
  /** What the eligibility system knows of this person. */
  eligibility: eligibilityAnswerSchema,
});

export type Person = z.infer<typeof personSchema>;

/** The fixture people of `fixtures/people/people.json` under the project's root, in the order of the file. */
export function loadPeople(root: string): readonly Person[] {
  const file = join(root, 'fixtures', 'people', 'people.json');
  return z.array(personSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}
