import { catalogue, type ProblemCode } from '../../problem/catalogue.ts';
import { linesOf } from '../../problem/languages.ts';
import { startsOver } from '../../problem/startsOver.ts';
import type { OwnLines, Words } from '../../screen/view.ts';
import { type Farewell, type KioskContext, outageIn } from '../context.ts';
import type { VisitSettings } from '../settings.ts';
import type { Own, Scene, ViewsOf } from './scene.ts';

/** The screens with which a visit ends, and the one that lets none begin. */
export const endingViews: ViewsOf<'checking' | 'done' | 'take-card' | 'problem' | 'out-of-service'> = {
  checking: ({ screen, pressable }) => ({ screen, actions: pressable() }),

  done: ({ screen, context, settings, card, pressable }) => {
    const farewell = doneIn(context);
    return {
      screen,
      outcome: farewell.outcome,
      next: nextOf(farewell, context, settings),
      reminders: [...farewell.reminders],
      card,
      // While the card is there nothing ends; once it is gone whoever reads slowly may keep it.
      actions: pressable('done.ok', card === 'gone' && 'more-time'),
    };
  },

  'take-card': ({ screen, context, settings, card, pressable }) => ({
    screen,
    after: beforeIn(context),
    next: context.farewell?.kind === 'done' ? nextOf(context.farewell, context, settings) : null,
    card,
    actions: pressable(),
  }),

  problem: ({ screen, context, card, pressable }) => {
    const code = codeOf(context.problem);
    return { screen, ...wordsOf(code), close: closeOf(code, card), actions: pressable('cancel') };
  },

  'out-of-service': ({ screen, context, pressable }) => ({
    screen,
    ...wordsOf(codeOf(outageIn(context))),
    actions: pressable(context.outages.update === null && 'diagnostics.start'),
  }),
};

type Done = Extract<Farewell, { kind: 'done' }>;

function doneIn({ farewell }: KioskContext): Done {
  if (farewell?.kind !== 'done') throw new Error('nobody was checked in');
  return farewell;
}

/** What 受付完了 says comes next: whom the clinic has no number of yet goes to the desk first. */
function nextOf({ isFirstVisit }: Done, { language }: KioskContext, settings: VisitSettings): OwnLines {
  return [...linesOf(isFirstVisit ? settings.afterFirstVisit : settings.afterCheckIn, language)];
}

function beforeIn({ problem, farewell }: KioskContext): Own<'take-card'>['after'] {
  if (problem) return startsOver(problem.code) ? 'again' : 'problem';
  return farewell?.kind === 'done' ? 'done' : 'cancelled';
}

function closeOf(code: ProblemCode, card: Scene<'problem'>['card']): Own<'problem'>['close'] {
  if (startsOver(code)) return 'again';
  return card === 'gone' ? 'close' : 'take-card';
}

/** A stranger among the problems is a fault of ours. */
function codeOf(problem: KioskContext['problem']): ProblemCode {
  return problem?.code ?? 'U-601';
}

function wordsOf(code: ProblemCode): { code: string; title: Words; advice: Words } {
  const { patient, advice } = catalogue[code];
  return { code, title: { ...patient }, advice: { ...advice } };
}
