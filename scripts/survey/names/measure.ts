import { seededRandom } from '../../../src/kernel/seededRandom.ts';
import { compareItems } from '../../../src/reception/link/compareLink.ts';
import type { Sameness } from '../../../src/reception/link/sameness.ts';
import { otherPerson } from './otherPerson.ts';
import { type Grammar, samePerson } from './samePerson.ts';

/** What the comparison says of the pairs of one class. */
export interface ClassFigures {
  readonly title: string;
  readonly pairs: number;
  readonly said: Readonly<Record<Sameness, number>>;
}

/** Both halves of the survey. */
export interface NameFigures {
  readonly seed: number;
  readonly same: readonly ClassFigures[];
  readonly other: readonly ClassFigures[];
}

/** `pairs` of the same person and as many of different people, spread evenly over the classes. */
export function measureNames(pairs: number, seed: number): NameFigures {
  return { seed, same: measured(samePerson, pairs, seed), other: measured(otherPerson, pairs, seed + 1) };
}

function measured(grammar: Grammar, pairs: number, seed: number): readonly ClassFigures[] {
  const classes = Object.entries(grammar);
  const random = seededRandom(seed);
  const born = { birthdate: '19850412', sex: '2' };
  return classes.map(([title, make], index) => {
    const said: Record<Sameness, number> = { same: 0, unknown: 0, other: 0 };
    const share = Math.floor(((index + 1) * pairs) / classes.length) - Math.floor((index * pairs) / classes.length);
    for (let each = 0; each < share; each++) {
      const { card, answer } = make(random);
      said[compareItems({ name: card, ...born }, { ...answer, ...born }).name] += 1;
    }
    return { title, pairs: share, said };
  });
}

/** How many pairs of all classes got this verdict. */
export function total(figures: readonly ClassFigures[], verdict: Sameness): number {
  return figures.reduce((sum, { said }) => sum + said[verdict], 0);
}
