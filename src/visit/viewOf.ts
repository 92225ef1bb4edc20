import type { SnapshotFrom } from 'xstate';
import { catalogue } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';
import type { ScreenId, View, Words } from '../screen/view.ts';
import { type KioskContext, outageIn, visitIn } from './context.ts';
import type { KioskMachine } from './machine.ts';
import type { VisitSettings } from './settings.ts';
import { identityViews } from './views/identity.ts';
import type { LiveState, Pressable, Scene } from './views/scene.ts';
import { sharingViews } from './views/sharing.ts';

export type { LiveState } from './views/scene.ts';
export type KioskSnapshot = SnapshotFrom<KioskMachine>;

/** Which screen a snapshot stands for: the service region's, where it has one, else the visit's. */
export function screenOf(snapshot: KioskSnapshot): ScreenId {
  const metas = Object.entries(snapshot.getMeta());
  const of = (region: string) => metas.find(([id, meta]) => id.startsWith(`kiosk.${region}`) && meta)?.[1]?.screen;
  // States with an id of their own are all inside the visit region; the innermost one, named last, decides.
  return (
    of('service') ?? metas.findLast(([id, meta]) => !id.startsWith('kiosk.service') && meta)?.[1]?.screen ?? 'idle'
  );
}

/** The whole screen, from the statechart's snapshot and the live state. Pure. */
export function viewOf(snapshot: KioskSnapshot, live: LiveState, settings: VisitSettings): View {
  const { context } = snapshot;
  const screen = screenOf(snapshot);
  const helpIsOffered = context.visit !== null && context.visit.helpCalledAt === null;
  const common = {
    language: context.language,
    clinicName: settings.clinicName,
    countdown: countdownOf(context, live, settings),
    help: context.visit === null ? 'none' : helpIsOffered ? 'offered' : 'called',
  } as const;
  const languages = settings.languages.map((code) => `language.${code}`);
  const pressable: Pressable = (...actions) => [
    ...languages,
    ...(common.countdown ? ['more-time'] : []),
    ...(helpIsOffered ? ['help'] : []),
    ...actions.filter((action) => action !== false),
  ];
  const scene: Scene = { snapshot, context, live, settings, pressable };

  switch (screen) {
    case 'idle':
      return {
        ...common,
        screen,
        step: null,
        phone: settings.takesPhones,
        // While the last visit is still being cleared up a press would be lost; a card laid down is not.
        actions: pressable(settings.takesPhones && snapshot.matches({ visit: 'idle' }) && 'phone.start'),
      };
    case 'reading':
      return { ...common, screen, step: 'card', actions: pressable('cancel') };
    case 'phone':
    case 'register':
    case 'method':
    case 'face':
    case 'pin':
    case 'card-number':
    case 'staff':
      return { ...common, ...identityViews[screen](scene) };
    case 'notice':
    case 'consent':
    case 'consent-items':
    case 'prescription':
    case 'subsidy':
      return { ...common, ...sharingViews[screen](scene) };
    case 'checking':
      return { ...common, screen, step: 'check', actions: pressable() };
    case 'done':
      return { ...common, screen, step: 'done', ...farewellOf(context, settings), actions: pressable('done.ok') };
    case 'take-card':
      return { ...common, screen, step: null, actions: languages };
    case 'problem':
      return { ...common, screen, step: null, ...problemWords(context.problem), actions: pressable('cancel') };
    case 'out-of-service':
      return {
        ...common,
        screen,
        countdown: null,
        step: null,
        ...problemWords(outageIn(context)),
        actions: languages,
      };
  }
}

function countdownOf(context: KioskContext, { now }: LiveState, { countdownMs }: VisitSettings): View['countdown'] {
  const warnedAt = context.visit?.warnedAt ?? null;
  if (warnedAt === null) return null;
  return { leftMs: Math.max(0, warnedAt + countdownMs - now), ofMs: countdownMs };
}

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
