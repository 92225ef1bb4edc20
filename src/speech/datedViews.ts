import type { Reminder } from '../reception/reminder.ts';
import type { Language, View } from '../screen/view.ts';
import type { WrittenDay } from '../screen/words/shape/writtenDay.ts';
import { inFrame, type OwnView } from './usualViews.ts';

/**
 * Screens with a day on them: of so many days, in this year and the next, that each month and each day of a month is among
 * them. Nobody is in them; what is said of a person with a day in it is made of the same clauses.
 */
export function datedViews(language: Language, year: number): readonly View[] {
  return Array.from({ length: 31 }, (_, at) => ({ year: year + (at % 2), month: 1 + (at % 12), day: 1 + at })).flatMap(
    (day) => viewsWith(day).map((own) => inFrame(own, language)),
  );
}

function viewsWith(day: WrittenDay): readonly OwnView[] {
  const until = `${day.year}${twoDigits(day.month)}${twoDigits(day.day)}`;
  const dated = (['card', 'certificate', 'grace'] as const).map((kind): Reminder => ({ kind, until }));
  return [
    { screen: 'notice', kind: 'expiring', until, actions: ['notice.next'] },
    {
      screen: 'done',
      outcome: 'provisional',
      next: [],
      reminders: [{ kind: 'again' }, { kind: 'own-data' }, { kind: 'reimbursed' }, ...dated],
      card: 'there',
      actions: ['done.ok'],
    },
    {
      screen: 'card-number',
      state: 'asking',
      part: 'code',
      digits: { birth: '', expiry: '', code: '' },
      births: [{ notation: 'western', era: null, ...day }],
      actions: ['number.era', 'number.western', 'number.again'],
    },
  ];
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
