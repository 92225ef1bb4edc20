import { z } from 'zod';
import type { DeepReadonly } from '../../kernel/deepReadonly.ts';
import { isAboutOne } from '../aboutNobody.ts';
import type { EligibilityAnswer } from '../answer.ts';
import type { PersonRecord } from '../person.ts';
import { compareLink, linkDifferences } from './compareLink.ts';
import type { KanjiVariants } from './kanjiVariants.ts';

/** Whether the card and the answer are about the same person. */
export const linkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['matched', 'not-compared']) }),
  z.object({ kind: z.literal('mismatch'), differs: z.array(z.enum(linkDifferences)) }),
]);

export type LinkRecord = DeepReadonly<z.infer<typeof linkSchema>>;

/**
 * What the reception says of the comparison. `not-compared` where one side is missing: a phone says nothing about its
 * owner, and some answers are about no one person.
 */
export function linkBetween(
  person: PersonRecord | null,
  answer: EligibilityAnswer | null,
  variants?: KanjiVariants,
): LinkRecord {
  if (!person || !answer || !isAboutOne(answer)) return { kind: 'not-compared' };
  const differs = compareLink(person, answer, variants);
  return differs.length === 0 ? { kind: 'matched' } : { kind: 'mismatch', differs };
}
