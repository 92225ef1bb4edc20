import type { NotJudged } from './sittings.ts';

/** What to change about the place before anything else. */
export type Advice = 'light' | 'distance' | 'height' | 'uncovered' | 'lens' | 'nobody-behind' | 'look-over';

/** What each kind of picture that could not be compared speaks for; nothing for those that say nothing of the place. */
const speaksFor: Readonly<Record<NotJudged, Advice | undefined>> = {
  'bad-light': 'light',
  dark: 'light',
  'too-far': 'distance',
  'too-near': 'distance',
  'looks-away': 'height',
  covered: 'uncovered',
  blurred: 'lens',
  several: 'nobody-behind',
  'no-picture': 'lens',
  'no-face': undefined,
  'seen-before': undefined,
};

/** From this share of all pictures on a flaw is no chance. */
const often = 0.15;

/** What the pictures that could not be judged say is wrong, the most frequent first; a look over everything otherwise. */
export function adviceFrom(notJudged: readonly NotJudged[], judged: number): readonly Advice[] {
  const votes = new Map<Advice, number>();
  for (const reason of notJudged) {
    const advice = speaksFor[reason];
    if (advice) votes.set(advice, (votes.get(advice) ?? 0) + 1);
  }
  const all = judged + notJudged.length;
  const frequent = [...votes].filter(([, count]) => count >= often * all);
  const sorted = frequent.toSorted(([, one], [, other]) => other - one).map(([advice]) => advice);
  return sorted.length > 0 ? sorted : ['look-over'];
}
