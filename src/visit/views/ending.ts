import { catalogue } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/result.ts';
import type { Words } from '../../screen/view.ts';
import { type KioskContext, outageIn, visitIn } from '../context.ts';
import type { VisitSettings } from '../settings.ts';
import type { ViewsOf } from './scene.ts';

/** The screens with which a visit ends, and the one that lets none begin. */
export const endingViews: ViewsOf<'checking' | 'done' | 'take-card' | 'problem' | 'out-of-service'> = {
  checking: ({ screen, pressable }) => ({ screen, actions: pressable() }),

  done: ({ screen, context, settings, pressable }) => ({
    screen,
    ...farewellOf(context, settings),
    actions: pressable('done.ok'),
  }),

  'take-card': ({ screen, pressable }) => ({ screen, actions: pressable() }),

  problem: ({ screen, context, pressable }) => ({
    screen,
    ...problemWords(context.problem),
    actions: pressable('cancel'),
  }),

  'out-of-service': ({ screen, context, pressable }) => ({
    screen,
    ...problemWords(outageIn(context)),
    actions: pressable(),
  }),
};

/** What 受付完了 says comes next: whom the clinic has no number of yet goes to the desk first. */
function farewellOf(context: KioskContext, { afterCheckIn, afterFirstVisit }: VisitSettings) {
  const { eligibility } = visitIn(context);
  if (!eligibility) return { outcome: 'provisional', next: { ...afterCheckIn } } as const;
  const next = eligibility.patientNumber === undefined ? afterFirstVisit : afterCheckIn;
  return { outcome: 'confirmed', next: { ...next } } as const;
}

function problemWords(problem: Problem | null): { code: string; title: Words; advice: Words } {
  const code = problem?.code ?? 'U-601';
  const { patient, advice } = catalogue[code];
  return { code, title: { ...patient }, advice: { ...advice } };
}
