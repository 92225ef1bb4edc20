import type { Reminder } from '../../reception/reminder.ts';
import type { OwnLines } from '../../screen/view.ts';
import { calendarDay } from '../../screen/words/calendarDay.ts';
import { type Line, ofDay, ofVisit, ours, type Wording } from './line.ts';
import { choices, type ScriptsOf } from './script.ts';

/** The screens with which a visit ends, and the one that lets none begin. */
export const endingScripts: ScriptsOf<'checking' | 'done' | 'take-card' | 'problem' | 'out-of-service'> = {
  checking: {
    room: (_, { screen }) => [ours('title', screen.checking.title), ours('lead', screen.checking.lead)],
  },

  done: {
    room: ({ next, card }, words) => done(next, card, [], words),
    ear: ({ next, card, outcome, reminders }, words) => {
      const more = [
        ...(outcome === 'provisional' ? [ours('provisional', words.screen.done.provisional)] : []),
        ...reminders.map((reminder) => reminderLine(reminder, words)),
      ];
      return done(next, card, more, words);
    },
  },

  'take-card': {
    room: ({ after, next, card }, { screen }) => {
      const { takeCard } = screen;
      const isGivenUp = after === 'cancelled';
      return [
        ...(isGivenUp ? [ours('title', takeCard.cancelled)] : []),
        ...(card === 'gone' ? [ours('lead', takeCard.noCard)] : [ours('take', takeCard.title)]),
        ...(card === 'gone' || isGivenUp ? [] : [ours('lead', takeCard.lead[after])]),
        ...ownLines(next ?? []),
        ...(card === 'forgotten' ? [ours('forgotten', takeCard.forgotten)] : []),
      ];
    },
  },

  problem: {
    room: ({ title, advice, close }, words) => {
      const { language, voice } = words;
      const said =
        title === null || advice === null
          ? [ours('title', voice.problemForDesk)]
          : [ours('title', title[language]), ours('advice', advice[language])];
      return [...said, ...choices({ cancel: words.screen.problem.close[close] }, words)];
    },
    ear: ({ title, advice, close }, words) => [
      ours('title', title[words.language]),
      ours('advice', advice[words.language]),
      ...choices({ cancel: words.screen.problem.close[close] }, words),
    ],
  },

  'out-of-service': {
    room: ({ title, advice }, { language }) => [ours('title', title[language]), ours('advice', advice[language])],
  },
};

function done(
  next: OwnLines,
  card: 'gone' | 'there' | 'forgotten',
  more: readonly Line[],
  words: Wording,
): readonly Line[] {
  const { done: said, takeCard } = words.screen;
  return [
    ours('title', said.title),
    ...(card === 'gone' ? [] : [ours('take', said.takeCard)]),
    ...ownLines(next),
    ...more,
    ...(card === 'forgotten' ? [ours('forgotten', takeCard.forgotten)] : []),
    ...choices({ 'done.ok': said.ok, 'more-time': said.keep }, words),
  ];
}

/** What the clinic says itself, in the languages it has. */
function ownLines(next: OwnLines): readonly Line[] {
  return next.map(({ language, text }) => ({ ...ofVisit(`next.${language}`, text), language }));
}

function reminderLine(reminder: Reminder, { screen, language }: Wording): Line {
  const { reminders } = screen.done;
  if (!('until' in reminder)) return ours(`reminder.${reminder.kind}`, reminders[reminder.kind]);
  const until = calendarDay(reminder.until);
  const key = `reminder.${reminder.kind}`;
  return until ? ofDay(key, reminders[reminder.kind], until, language) : ofVisit(key, '');
}
