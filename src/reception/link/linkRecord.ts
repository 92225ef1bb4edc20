import type { EligibilityAnswer, Validity } from '../answer.ts';
import type { LinkRecord, PersonRecord } from '../reception.ts';
import { compareLink } from './compareLink.ts';
import type { KanjiVariants } from './kanjiVariants.ts';

/** Nobody was found, or several: there is no one person to compare with. */
const nobodyInParticular: ReadonlySet<Validity> = new Set(['none-found', 'several-found']);

/**
 * What the reception says of the comparison. `not-compared` where one side is missing: a phone says nothing about its
 * owner, and some answers are about no one person.
 */
export function linkBetween(
  person: PersonRecord | null,
  answer: EligibilityAnswer | null,
  variants?: KanjiVariants,
): LinkRecord {
  if (!person || !answer || nobodyInParticular.has(answer.validity)) return { kind: 'not-compared' };
  const differs = compareLink(person, answer, variants);
  return differs.length === 0 ? { kind: 'matched' } : { kind: 'mismatch', differs };
}
