import type { View } from '../../src/screen/view.ts';
import type { Patient } from '../kiosk/patient.ts';
import type { SimulatorApi } from '../kiosk/simulatorApi.ts';
import { personCalled } from '../kiosk/visits.ts';
import type { Guest } from './guests.ts';

/** How a visit ended for the patient. */
export type Ending =
  | { readonly kind: 'told'; readonly status: 'confirmed' | 'provisional' }
  /** The kiosk said no, under a number. */
  | { readonly kind: 'refused'; readonly code: string }
  /** They went, or were left standing. */
  | { readonly kind: 'left' };

/** One visit as the patient saw it. */
export interface Visit extends Guest {
  /** By the kiosk's own clock, milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
  /** From the card to what they were told, milliseconds: all of it the machine's, this patient does not think. */
  readonly tookMs: number;
  readonly ending: Ending;
}

/** Where a visit takes place. */
export interface VisitPlace {
  readonly patient: Patient;
  readonly simulator: SimulatorApi;
  /** The kiosk's clock, milliseconds since the epoch. */
  readonly now: () => number;
}

const longestMs = 60_000;
const demoPasscode = '2468';
/** Commands after which a card falls silent or is pulled, in the middle of its reading. */
const atCommand = 9;

/** A whole visit of somebody who presses at once whatever is to be pressed. Nothing lies on the reader afterwards. */
export async function goThrough({ patient, simulator, now }: VisitPlace, guest: Guest): Promise<Visit> {
  const { person, way, slip, chip } = guest;
  if (way === 'face') await simulator.showCamera({ person });
  if (slip === 'card-mute') await simulator.fault('card', 'mute-at', atCommand);
  if (slip === 'card-pulled') await simulator.fault('card', 'pull-at', atCommand);
  const [from, started] = [now(), performance.now()];
  if (way !== 'phone') await simulator.insertCard(person, chip);
  const ending = await pressThrough({ patient, simulator }, guest, started + longestMs);
  const visit = { ...guest, from, until: now(), tookMs: performance.now() - started, ending };
  if (ending.kind === 'told') patient.press('done.ok');
  if (way === 'phone') await simulator.removePhone();
  await simulator.removeCard();
  if (way === 'face') await simulator.showCamera({ none: true });
  if (slip === 'card-mute' || slip === 'card-pulled') await simulator.clearFaults('card');
  return visit;
}

async function pressThrough(
  { patient, simulator }: Pick<VisitPlace, 'patient' | 'simulator'>,
  guest: Guest,
  deadline: number,
): Promise<Ending> {
  const done = new Set<string>();
  let seen = '';
  let hasBegun = guest.way === 'phone';
  let presses = 0;
  while (performance.now() < deadline && !patient.isGone) {
    const view = await patient.watches((each) => (JSON.stringify(each) === seen ? undefined : each), 1_000);
    if (!view) continue;
    seen = JSON.stringify(view);
    const ending = endingIn(view, hasBegun && presses > 0);
    if (ending) return ending;
    hasBegun ||= view.screen !== 'idle';
    if (hasBegun && presses >= guest.patience) {
      if (guest.slip === 'gives-up' && view.actions.includes('cancel')) {
        patient.press('cancel');
        return { kind: 'left' };
      }
      if (guest.slip === 'takes-card-away' && guest.way !== 'staff') return { kind: 'left' };
    }
    const press = pressFor(view, guest, done);
    if (view.screen === 'phone' && view.state === 'holding') await simulator.holdPhone(guest.person);
    if (press === undefined) continue;
    presses += 1;
    patient.press(press);
  }
  return { kind: 'left' };
}

function endingIn(view: View, hasBegun: boolean): Ending | undefined {
  switch (view.screen) {
    case 'done':
      return { kind: 'told', status: view.outcome };
    case 'problem':
    case 'out-of-service':
      return { kind: 'refused', code: view.code };
    case 'idle':
    case 'take-card':
      return hasBegun ? { kind: 'left' } : undefined;
    default:
      return undefined;
  }
}

/** What this patient presses on this screen; undefined where there is only to wait. What is done once is in `done`. */
function pressFor(view: View, guest: Guest, done: Set<string>): string | undefined {
  const once = (action: string): readonly string[] => (done.has(action) ? [] : [action]);
  const first = [
    ...(guest.language && view.screen !== 'idle' ? once(`language.${guest.language}`) : []),
    ...(guest.enlarges && view.screen !== 'idle' ? once('text.larger') : []),
  ];
  const action = [...first, ...wantedOn(view, guest, once)].find((each) => view.actions.includes(each));
  if (action !== undefined) done.add(action);
  return action;
}

function wantedOn(
  view: View,
  { person, way, slip, shares }: Guest,
  once: (action: string) => readonly string[],
): readonly string[] {
  const { pin } = personCalled(person).card;
  switch (view.screen) {
    case 'idle':
      return way === 'phone' ? ['phone.start'] : [];
    case 'phone':
      return [personCalled(person).phone === 'iphone' ? 'phone.iphone' : 'phone.android'];
    case 'register':
      return ['register.yes'];
    case 'method':
      return [
        ...(way === 'staff' ? ['method.staff'] : []),
        ...(way === 'face' && view.notice === 'none' ? ['method.face'] : []),
        'method.pin',
        // Who can do neither asks staff; where nobody may look, they give up.
        ...(view.face === 'preparing' ? [] : ['method.face', 'method.staff', 'cancel']),
      ];
    case 'staff':
      return staffWanted(view);
    case 'face':
      return view.state === 'failed' ? [...once('face.retry'), 'method.pin', 'method.staff', 'cancel'] : [];
    case 'pin': {
      if (view.state === 'checking') return [];
      const wrong = slip === 'wrong-pin' && view.triesLeft === 3;
      const typed = wrong ? [...pin].reverse().join('') : pin;
      return view.digitsTyped < pin.length ? [`pin.digit.${typed[view.digitsTyped]}`] : ['pin.submit'];
    }
    case 'notice':
      return ['notice.next'];
    case 'consent':
      return [{ all: 'consent.all', none: 'consent.none', some: 'consent.choose' }[shares]];
    case 'consent-items':
      return [
        ...view.items
          .filter(({ answer }) => answer === null)
          .map(({ id }, at) => `item.${id}.${at % 2 === 0 ? 'yes' : 'no'}`),
        'consent.submit',
      ];
    case 'prescription':
      return ['prescription.paper'];
    case 'subsidy':
      return [shares === 'none' ? 'subsidy.decline' : 'subsidy.use'];
    default:
      return [];
  }
}

/** The staff member who has come: opens their pad, types their passcode, says what they saw. */
function staffWanted(view: Extract<View, { screen: 'staff' }>): readonly string[] {
  switch (view.state) {
    case 'waiting':
      return ['staff.open'];
    case 'typing':
      return view.digitsTyped < demoPasscode.length ? [`pin.digit.${demoPasscode[view.digitsTyped]}`] : ['pin.submit'];
    case 'seeing':
      return view.reasons.slice(0, 1).map((reason) => `visual.${reason}`);
    default:
      return [];
  }
}
