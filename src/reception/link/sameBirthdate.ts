import { partialDate, partsOf } from '../../kernel/partialDate.ts';

/** How alike two birth dates are of which not everything need be known. */
export type BirthdateLikeness =
  /** Both name the same day. */
  | 'same-day'
  /** Both know the same parts, the year at least, and no more. */
  | 'same-gaps'
  /** One knows more; of what both know, the year at least, nothing differs. */
  | 'one-knows-more'
  /** One of them does not even know the year. */
  | 'year-unknown'
  /** Something that both know differs, or one of them is no date. */
  | 'different';

/** What else must be the same on both sides, each of them known: the name to the letter, the sex, the address. */
export type Support = 'name' | 'sex' | 'address';

/**
 * What has to stand beside a birth date for card and answer to be about one person. What is not known speaks against
 * nobody; but the less of the day speaks for them, the more must the rest: an answer that leaves its date open fits
 * everybody of that name. So where only one side knows the day, the name's tolerance for other ways of writing ends, and
 * a sex that is not known is not enough; where not even a year is there, the address must be the same. What does not
 * suffice counts as a difference, and staff compare. Our own rule: no official one is public.
 */
export const whatSuffices: Readonly<Record<BirthdateLikeness, readonly Support[] | 'never'>> = {
  'same-day': [],
  'same-gaps': [],
  'one-knows-more': ['name', 'sex'],
  'year-unknown': ['name', 'sex', 'address'],
  different: 'never',
};

/** Compares two birth dates, yyyyMMdd with zeros for what is not known. */
export function birthdateLikeness(one: string, other: string): BirthdateLikeness {
  const [left, right] = [partialDate(one), partialDate(other)];
  if (!left || !right) return 'different';
  if (left.known === 'nothing' || right.known === 'nothing') return 'year-unknown';
  const [some, others] = [partsOf(left), partsOf(right)];
  const differs = (['year', 'month', 'day'] as const).some(
    (part) => some[part] !== undefined && others[part] !== undefined && some[part] !== others[part],
  );
  if (differs) return 'different';
  if (left.known !== right.known) return 'one-knows-more';
  return left.known === 'day' ? 'same-day' : 'same-gaps';
}

/**
 * Whether an answer may be about whom was asked for by the numbers of their insurance and `asked`: those name the person,
 * the birth date only guards against a slip. Who was asked for by a year is not found in an answer that knows none.
 */
export function mayBeWhomAsked(asked: string, answered: string): boolean {
  const likeness = birthdateLikeness(asked, answered);
  return likeness === 'year-unknown' ? partialDate(asked)?.known === 'nothing' : likeness !== 'different';
}
