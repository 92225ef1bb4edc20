import { possibleChanges } from '../screen/settings.ts';
import { stepOf } from '../screen/stepOf.ts';
import type { ScreenId, View } from '../screen/view.ts';
import type { KioskContext } from './context.ts';
import type { VisitSettings } from './settings.ts';
import { type KioskSnapshot, shownBy } from './shownBy.ts';
import { arrivingViews } from './views/arriving.ts';
import { endingViews } from './views/ending.ts';
import { identityViews } from './views/identity.ts';
import { type LiveState, leftOf, type Own, type Scene, type ViewsOf } from './views/scene.ts';
import { sharingViews } from './views/sharing.ts';

export type { LiveState } from './views/scene.ts';

/** Every screen there is. */
const views: ViewsOf<ScreenId> = { ...arrivingViews, ...identityViews, ...sharingViews, ...endingViews };

/** The whole screen, from the statechart's snapshot and the live state. Pure. */
export function viewOf(snapshot: KioskSnapshot, live: LiveState, settings: VisitSettings): View {
  const { context } = snapshot;
  const shown = shownBy(snapshot);
  // A visit that is covered goes on, but nothing can be done about it.
  const visit = shown.screen === 'out-of-service' ? null : context.visit;
  const isHelpOffered = context.call === null;
  const common = {
    language: context.language,
    settings: context.seen,
    panel: context.panel,
    // Where the cursor stands is the keypad's matter.
    keys: context.byKeys ? { at: null } : null,
    keyMap: context.panel === 'keys' ? settings.keyMap : null,
    practice: false,
    clinicName: settings.clinicName,
    step: stepOf[shown.screen],
    countdown: countdownOf(visit, live, settings),
    help: shown.screen === 'cleaning' || shown.screen === 'diagnostics' ? 'none' : isHelpOffered ? 'offered' : 'called',
  } as const;
  const pressable = (...actions: readonly (string | false)[]) => [
    ...settings.languages.map((code) => `language.${code}`),
    ...(common.countdown ? ['more-time'] : []),
    ...(isHelpOffered ? ['help'] : []),
    ...possibleChanges(context.seen),
    ...(['settings', 'keys'] as const).filter((panel) => panel !== context.panel),
    ...actions.filter((action) => action !== false).filter((action) => context.panel === 'none' || action === 'cancel'),
    ...(context.panel === 'none' ? [] : ['panel.close']),
  ];
  return { ...common, ...own({ ...shown, context, live, settings, pressable, card: cardOf(snapshot) }) };
}

function cardOf(snapshot: KioskSnapshot): Scene<ScreenId>['card'] {
  if (snapshot.matches({ card: { served: 'forgotten' } })) return 'forgotten';
  return snapshot.matches({ card: 'served' }) ? 'there' : 'gone';
}

function own<S extends ScreenId>(scene: Scene<S>): Own<S> {
  return views[scene.screen](scene);
}

function countdownOf(
  visit: KioskContext['visit'],
  { now }: LiveState,
  { countdownMs }: VisitSettings,
): View['countdown'] {
  const warnedAt = visit?.warnedAt ?? null;
  return warnedAt === null ? null : leftOf(warnedAt, countdownMs, now);
}
