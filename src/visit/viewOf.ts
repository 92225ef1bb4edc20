import type { SnapshotFrom } from 'xstate';
import type { FaceGuidance } from '../face/guidance.ts';
import { catalogue, type Words } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';
import type { ScreenId, View } from '../screen/view.ts';
import { type KioskContext, type PatientVisit, visitIn } from './context.ts';
import { faceIsOffered, pinIsOffered } from './guards.ts';
import type { KioskMachine } from './machine.ts';
import type { VisitSettings } from './settings.ts';

export type KioskSnapshot = SnapshotFrom<KioskMachine>;

/** What the screen shows beside the statechart's memory: the things that change many times a second. */
export interface LiveState {
  readonly pinDigits: number;
  readonly guidance: FaceGuidance;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Which screen a snapshot stands for: the service region's, where it has one, else the visit's. */
export function screenOf(snapshot: KioskSnapshot): ScreenId {
  const metas = Object.entries(snapshot.getMeta());
  const of = (region: string) => metas.find(([id, meta]) => id.startsWith(`kiosk.${region}`) && meta)?.[1]?.screen;
  // States with an id of their own are all inside the visit region.
  return of('service') ?? metas.find(([id, meta]) => !id.startsWith('kiosk.service') && meta)?.[1]?.screen ?? 'idle';
}

/** The whole screen, from the statechart's snapshot and the live state. Pure. */
export function viewOf(snapshot: KioskSnapshot, live: LiveState, settings: VisitSettings): View {
  const { context } = snapshot;
  const screen = screenOf(snapshot);
  const common = {
    language: context.language,
    clinicName: settings.clinicName,
    countdown: countdownOf(context, live, settings),
  };
  const languages = settings.languages.map((code) => `language.${code}`);
  const pressable = (...actions: readonly (string | false)[]) => [
    ...languages,
    ...(common.countdown ? ['more-time'] : []),
    ...actions.filter((action) => action !== false),
  ];

  switch (screen) {
    case 'idle':
      return { screen, ...common, step: null, actions: languages };
    case 'reading':
      return { screen, ...common, step: 'card', actions: pressable('cancel') };
    case 'method':
      return {
        ...methodView(context),
        ...common,
        screen,
        step: 'identity',
        actions: pressable(...methods(context), 'cancel'),
      };
    case 'face':
      return {
        screen,
        ...common,
        step: 'identity',
        state: faceState(snapshot),
        guidance: live.guidance,
        attemptsLeft: visitIn(context).faceAttemptsLeft,
        actions: pressable(
          faceState(snapshot) === 'failed' && 'face.retry',
          pinIsOffered(context) && 'method.pin',
          'cancel',
        ),
      };
    case 'pin': {
      const state = pinState(snapshot);
      return {
        screen,
        ...common,
        step: 'identity',
        state,
        digitsTyped: live.pinDigits,
        triesLeft: visitIn(context).pinTriesLeft,
        actions:
          state === 'checking'
            ? pressable()
            : pressable(...keypad(live.pinDigits), faceIsOffered(context) && 'method.face', 'cancel'),
      };
    }
    case 'consent':
      return {
        screen,
        ...common,
        step: 'consent',
        items: [...settings.consentItems],
        actions: pressable('consent.all', 'consent.choose', 'consent.none', 'cancel'),
      };
    case 'consent-items':
      return { ...itemsView(visitIn(context), settings, pressable), ...common, screen, step: 'consent' };
    case 'checking':
      return { screen, ...common, step: 'check', actions: languages };
    case 'done':
      return { screen, ...common, step: 'done', next: { ...settings.afterCheckIn }, actions: pressable('done.ok') };
    case 'take-card':
      return { screen, ...common, step: null, actions: languages };
    case 'problem':
      return { screen, ...common, step: null, ...problemWords(context.problem), actions: pressable('cancel') };
    case 'out-of-service':
      return { screen, ...common, countdown: null, step: null, ...problemWords(context.outage), actions: languages };
  }
}

type Pressable = (...actions: readonly (string | false)[]) => string[];

function countdownOf(context: KioskContext, { now }: LiveState, { countdownMs }: VisitSettings): View['countdown'] {
  const warnedAt = context.visit?.warnedAt ?? null;
  if (warnedAt === null) return null;
  return { leftMs: Math.max(0, warnedAt + countdownMs - now), ofMs: countdownMs };
}

function methods(context: KioskContext): readonly (string | false)[] {
  return [faceIsOffered(context) && 'method.face', pinIsOffered(context) && 'method.pin'];
}

function methodView(context: KioskContext) {
  const { photo, faceAttemptsLeft, pinTriesLeft, notice } = visitIn(context);
  const face =
    photo === 'unavailable'
      ? 'unavailable'
      : faceAttemptsLeft === 0
        ? 'exhausted'
        : photo === 'ready'
          ? 'ready'
          : 'preparing';
  const pin = pinTriesLeft === 0 ? 'locked' : pinTriesLeft === 1 ? 'last-try' : 'available';
  return { face, pin, pinTriesLeft, notice } as const;
}

function faceState(snapshot: KioskSnapshot) {
  const within = (state: 'preparing' | 'looking') =>
    snapshot.matches({ visit: { attending: { progress: { identifying: { face: state } } } } });
  return within('preparing') ? 'preparing' : within('looking') ? 'looking' : 'failed';
}

function pinState(snapshot: KioskSnapshot) {
  const within = (state: 'verifying' | 'wrong') =>
    snapshot.matches({ visit: { attending: { progress: { identifying: { pin: state } } } } });
  return within('verifying') ? 'checking' : within('wrong') ? 'wrong' : 'typing';
}

function keypad(typed: number): readonly (string | false)[] {
  const digits = [...'0123456789'].map((digit) => `pin.digit.${digit}`);
  return [...(typed < 4 ? digits : []), typed > 0 && 'pin.clear', typed === 4 && 'pin.submit'];
}

function itemsView({ consents }: PatientVisit, { consentItems }: VisitSettings, pressable: Pressable) {
  const items = consentItems.map((id) => ({ id, answer: consents[id]?.agreed ?? null }));
  const complete = items.every(({ answer }) => answer !== null);
  const answers = consentItems.flatMap((id) => [`item.${id}.yes`, `item.${id}.no`]);
  return { items, actions: pressable(...answers, complete && 'consent.submit', 'cancel') };
}

function problemWords(problem: Problem | null): { code: string; title: Words; advice: Words } {
  const code = problem?.code ?? 'U-601';
  const { patient, advice } = catalogue[code];
  return { code, title: { ...patient }, advice: { ...advice } };
}
