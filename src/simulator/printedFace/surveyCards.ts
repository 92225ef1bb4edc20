import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../people.ts';
import type { PrintedCard } from './cardFaceSvg.ts';
import { type DrawnFace, drawFace } from './drawnFace.ts';
import { type Random, seededRandom } from './seededRandom.ts';

/** A card front and what is printed on it. */
export interface SurveyCard {
  readonly printed: PrintedCard;
  readonly face: DrawnFace;
}

/** The day on which the survey's cards are looked at: their plausibility must not change with the calendar. */
export const surveyDay = new Date('2026-07-01T00:00:00Z');

/**
 * The cards of the fixture people, then invented ones up to `count`: birth dates over a hundred years, every digit in
 * every place, both typefaces in turn, the portraits of the fixture people.
 */
export async function surveyCards(people: readonly Person[], root: string, count: number): Promise<SurveyCard[]> {
  const random = seededRandom(2026);
  const cards: SurveyCard[] = [];
  for (let index = 0; index < count; index++) {
    const person = people[index % people.length];
    if (!person) break;
    const printed = index < people.length ? person : invented(person, random);
    const portrait = join(root, 'fixtures', 'people', person.id, 'frame-1.jpg');
    const face = await drawFace(printed, {
      typeface: index % 2 === 0 ? 'Noto Sans CJK JP' : 'Noto Serif CJK JP',
      ...(printed.card.photo && existsSync(portrait) && { portrait: readFileSync(portrait) }),
    });
    cards.push({ printed, face });
  }
  return cards;
}

/** The same name and address with other numbers. */
function invented({ name, card }: PrintedCard, random: Random): PrintedCard {
  const below = (limit: number) => Math.floor(random() * limit);
  const two = (value: number) => String(value).padStart(2, '0');
  const [year, month, day] = [1927 + below(99), 1 + below(12), 1 + below(28)];
  const lasts = surveyDay.getUTCFullYear() - year < 18 ? 5 : 10;
  const left = below(lasts);
  // One in ten ends on another day, as the card of a foreign resident may.
  const expiryDay = below(10) === 0 ? 1 + below(28) : day;
  return {
    name,
    card: {
      ...card,
      birthdate: `${year}${two(month)}${two(day)}`,
      expiry: `${surveyDay.getUTCFullYear() + left}${two(month)}${two(expiryDay)}`,
      securityCode: String(below(10_000)).padStart(4, '0'),
    },
  };
}
