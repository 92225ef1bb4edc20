import { z } from 'zod';
import type { DeepReadonly } from '../../kernel/deepReadonly.ts';
import { isAboutOne } from '../aboutNobody.ts';
import type { EligibilityAnswer } from '../answer.ts';
import type { PersonRecord } from '../person.ts';
import { compareLink, type LinkDifference, linkDifferences } from './compareLink.ts';
import type { KanjiVariants } from './kanjiVariants.ts';
import { type SaidSame, saidSameSchema, type TwoNames } from './saidSame.ts';

/** Whether the card and the answer are about the same person. */
export const linkSchema = z.discriminatedUnion('kind', [
  /** `said`: the names differ, and staff have said that they are one person's. */
  z.object({ kind: z.literal('matched'), said: saidSameSchema.exactOptional() }),
  z.object({ kind: z.literal('not-compared') }),
  z.object({ kind: z.literal('mismatch'), differs: z.array(z.enum(linkDifferences)) }),
]);

export type LinkRecord = DeepReadonly<z.infer<typeof linkSchema>>;

/**
 * What the reception says of the comparison. `not-compared` where one side is missing: a phone says nothing about its
 * owner, and some answers are about no one person. What staff have `said` counts for the names alone, and only where
 * birth date and sex agree.
 */
export function linkBetween(
  person: PersonRecord | null,
  answer: EligibilityAnswer | null,
  variants?: KanjiVariants,
  said?: (names: TwoNames) => SaidSame | undefined,
): LinkRecord {
  if (!person || !answer || !isAboutOne(answer)) return { kind: 'not-compared' };
  const differs = compareLink(person, answer, variants);
  if (differs.length === 0) return { kind: 'matched' };
  const vouched = isNameAlone(differs) ? said?.({ card: person.name, answer: answer.name }) : undefined;
  return vouched ? { kind: 'matched', said: vouched } : { kind: 'mismatch', differs };
}

/** Whether nothing but the name is in question: all that staff may vouch for. */
export function isNameAlone(differs: readonly LinkDifference[]): boolean {
  return differs.length > 0 && differs.every((item) => item === 'name');
}
