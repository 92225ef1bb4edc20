import type { View } from '../../src/screen/view.ts';
import type { Patient } from './patient.ts';
import { personCalled } from './visits.ts';

/** How somebody means to prove who they are. */
export type Way = 'pin' | 'face' | 'staff' | 'phone';

/** What was given in the end as the proof of the holder, in the words of a reception. */
export type Proof = 'pin' | 'face' | 'visual' | 'phone';

/** What somebody means to do who presses at once whatever is to be pressed. */
export interface Manner {
  /** Id of a fixture person. */
  readonly person: string;
  readonly way: Way;
  readonly shares: 'all' | 'none' | 'some';
  /** Actions that are pressed once, as soon as they are offered in the visit: a language, larger words. */
  readonly wishes?: readonly string[];
  /** Types the PIN backwards the first time. */
  readonly mistypes?: boolean;
  /** After so many presses they give up: by the button, or by walking away. */
  readonly givesUp?: { readonly after: number; readonly by: 'button' | 'walking' };
}

/** How a visit ended for the patient. */
export type Ending =
  | { readonly kind: 'told'; readonly status: 'confirmed' | 'provisional' }
  /** The kiosk said no, under a number. */
  | { readonly kind: 'refused'; readonly code: string }
  /** They went, or the kiosk did, or left them standing without a word. */
  | { readonly kind: 'left' };

/** A visit as far as it was pressed through. */
export interface Passage {
  readonly ending: Ending;
  /** What they chose last; nothing where they came to no choice. */
  readonly provedBy: Proof | undefined;
}

/** The passcode of the staff member whom the simulator knows. */
const demoPasscode = '2468';

const proofBehind: Readonly<Partial<Record<string, Proof>>> = {
  'method.pin': 'pin',
  'method.face': 'face',
  'method.staff': 'visual',
  'phone.android': 'pin',
  'phone.iphone': 'phone',
};

/**
 * Presses through a visit whose card is being laid down, until it ends for the patient or `deadline` (by
 * `performance.now`) is over. Never rejects for what the kiosk does: where it is gone the patient was left.
 * @param holdPhone how this patient's phone is held to the reader
 */
export async function pressThrough(
  patient: Patient,
  manner: Manner,
  { deadline, holdPhone }: { readonly deadline: number; readonly holdPhone?: () => Promise<unknown> },
): Promise<Passage> {
  const done = new Set<string>();
  let seen: View | undefined;
  let hasBegun = false;
  let presses = 0;
  let provedBy: Proof | undefined;
  while (performance.now() < deadline) {
    const view = await patient.watches((each) => (each === seen ? undefined : each), deadline - performance.now());
    if (patient.isGone || !view) break;
    seen = view;
    const ending = endingIn(view, hasBegun);
    if (ending) return { ending, provedBy };
    hasBegun ||= view.screen !== 'idle';
    const leaves = hasBegun && manner.givesUp && presses >= manner.givesUp.after ? manner.givesUp.by : undefined;
    if (leaves === 'walking') break;
    if (leaves === 'button' && view.actions.includes('cancel')) {
      patient.press('cancel');
      break;
    }
    if (view.screen === 'phone' && view.state === 'holding') await holdPhone?.();
    const press = pressFor(view, manner, done);
    if (press === undefined) continue;
    provedBy = proofBehind[press] ?? provedBy;
    presses += 1;
    patient.press(press);
  }
  return { ending: { kind: 'left' }, provedBy };
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
function pressFor(view: View, manner: Manner, done: Set<string>): string | undefined {
  const once = (action: string): readonly string[] => (done.has(action) ? [] : [action]);
  const wishes = view.screen === 'idle' ? [] : (manner.wishes ?? []).flatMap(once);
  const action = [...wishes, ...wantedOn(view, manner, once)].find((each) => view.actions.includes(each));
  if (action !== undefined) done.add(action);
  return action;
}

function wantedOn(
  view: View,
  { person, way, shares, mistypes }: Manner,
  once: (action: string) => readonly string[],
): readonly string[] {
  const { phone, card } = personCalled(person);
  switch (view.screen) {
    case 'idle':
      return way === 'phone' ? ['phone.start'] : [];
    case 'phone':
      return [phone === 'iphone' ? 'phone.iphone' : 'phone.android'];
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
      const typed = mistypes && view.triesLeft === 3 ? [...card.pin].reverse().join('') : card.pin;
      return view.digitsTyped < typed.length ? [`pin.digit.${typed[view.digitsTyped]}`] : ['pin.submit'];
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
