import { yearsBetween } from '../../../src/kernel/calendar.ts';
import { type Random, seededRandom } from '../../../src/kernel/seededRandom.ts';
import { dayInTokyo } from '../../../src/kernel/tokyoTime.ts';
import type { Person } from '../../../src/simulator/people.ts';
import { type DrawnFace, drawFace } from '../../../src/simulator/printedFace/drawnFace.ts';
import { portraitOf } from '../../../src/simulator/printedFace/portrait.ts';

/** A card front and what is printed on it. */
export interface SurveyCard {
  readonly printed: Person;
  readonly face: DrawnFace;
}

/** The day on which the survey's cards are looked at: their plausibility must not change with the calendar. */
export const surveyDay = new Date('2026-07-01T00:00:00Z');

/**
 * The cards of the fixture people, then invented ones without end: birth dates over a hundred years, every digit in
 * every place, both typefaces in turn, the portraits of the fixture people.
 */
export async function* surveyCards(people: readonly Person[], root: string): AsyncGenerator<SurveyCard, never> {
  const random = seededRandom(2026);
  for (let index = 0; ; index++) {
    const person = people[index % people.length];
    if (!person) throw new Error('a survey needs people');
    const printed = index < people.length ? person : invented(person, random);
    const face = await drawFace(printed, {
      typeface: index % 2 === 0 ? 'Noto Sans CJK JP' : 'Noto Serif CJK JP',
      ...portraitOf(person, root),
    });
    yield { printed, face };
  }
}

/** The same person with other numbers on the card. */
function invented(person: Person, random: Random): Person {
  const below = (limit: number) => Math.floor(random() * limit);
  const two = (value: number) => String(value).padStart(2, '0');
  const today = dayInTokyo(surveyDay);
  // Born the year before at the latest.
  const birth = { year: today.year - 99 + below(99), month: 1 + below(12), day: 1 + below(28) };
  const age = yearsBetween(birth, today);
  const nextBirthday = birth.year + age + 1;
  const expiryYear = nextBirthday + below(age < 18 ? 5 : 10);
  // One in ten ends on another day, as the card of a foreign resident may.
  const end = below(10) === 0 ? { month: 1 + below(12), day: 1 + below(28) } : birth;
  return {
    ...person,
    card: {
      ...person.card,
      birthdate: `${birth.year}${two(birth.month)}${two(birth.day)}`,
      expiry: `${expiryYear}${two(end.month)}${two(end.day)}`,
      securityCode: String(below(10_000)).padStart(4, '0'),
    },
  };
}
