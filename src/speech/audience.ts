import type { ProblemCode } from '../problem/catalogue.ts';
import type { ScreenId, View } from '../screen/view.ts';

/** What all screens have in common: the same for everybody who stands there. */
type Common =
  | 'screen'
  | 'language'
  | 'settings'
  | 'panel'
  | 'keys'
  | 'keyMap'
  | 'practice'
  | 'clinicName'
  | 'step'
  | 'countdown'
  | 'help'
  | 'actions';

type ViewOf<S extends ScreenId> = Extract<View, { screen: S }>;
type OwnField<S extends ScreenId> = Exclude<keyof ViewOf<S>, Common>;

/** What of a field may be said aloud in a waiting room: what this makes of it. */
type ForTheRoom<S extends ScreenId, F extends OwnField<S>> = (value: ViewOf<S>[F], view: ViewOf<S>) => unknown;

type Table = { readonly [S in ScreenId]: { readonly [F in OwnField<S>]: ForTheRoom<S, F> } };

/** Everybody may hear it. */
const aloud = <T>(value: T): T => value;

/** Only through headphones. */
const private_ = (): null => null;

/**
 * The rule of the waiting room, as one table: for each field of each screen what a loudspeaker may know of it. Names,
 * what was answered, names of certificates, digits, and what is wrong with the insurance stay in the headphones. A field
 * that is not in here does not compile; the words for the room are made of nothing but what this lets through.
 */
export const room = {
  idle: { phone: aloud, reader: aloud, dim: aloud },
  cleaning: { left: aloud },
  diagnostics: { phase: aloud, left: aloud, bench: private_ },
  reading: {},
  phone: { state: aloud },
  register: { state: aloud },
  method: { face: aloud, pin: aloud, pinTriesLeft: aloud, staff: aloud, notice: aloud },
  'card-number': {
    state: aloud,
    births: private_,
    part: aloud,
    digits: ({ birth, expiry, code }) => ({ birth: birth.length, expiry: expiry.length, code: code.length }),
  },
  staff: {
    state: aloud,
    card: aloud,
    back: aloud,
    approved: aloud,
    digitsTyped: private_,
    passcode: private_,
    reasons: private_,
  },
  face: { state: aloud, guidance: aloud, attemptsLeft: aloud },
  pin: { of: aloud, state: aloud, digitsTyped: aloud, triesLeft: aloud },
  notice: { kind: (kind) => (kind === 'reimbursed' ? null : kind), until: aloud },
  consent: { items: aloud, kinds: aloud, oral: aloud },
  'consent-items': {
    items: (items) => items.map(({ id, answer }) => ({ id, isAnswered: answer !== null })),
    kinds: aloud,
    oral: aloud,
  },
  prescription: {},
  subsidy: {
    state: aloud,
    verb: aloud,
    certificates: (certificates) => certificates.map(({ id, answer }) => ({ id, isAnswered: answer !== null })),
  },
  checking: {},
  // That the insurance is looked up later is nobody else's business.
  done: { outcome: private_, next: aloud, reminders: private_, card: aloud },
  'take-card': { after: aloud, next: aloud, card: aloud },
  problem: {
    code: (code) => (isForTheRoom(code) ? code : null),
    title: (title, { code }) => (isForTheRoom(code) ? title : null),
    advice: (advice, { code }) => (isForTheRoom(code) ? advice : null),
    close: aloud,
  },
  'out-of-service': { code: aloud, title: aloud, advice: aloud },
} as const satisfies Table;

type Rules = typeof room;

/** What a loudspeaker may know of the screen `S`. */
export type RoomView<S extends ScreenId> = Pick<ViewOf<S>, Common & keyof ViewOf<S>> & {
  readonly [F in keyof Rules[S]]: Rules[S][F] extends (...args: never[]) => unknown ? Passed<S, F> : never;
};

type Passed<S extends ScreenId, F extends keyof Rules[S]> = Rules[S][F] extends typeof aloud
  ? F extends keyof ViewOf<S>
    ? ViewOf<S>[F]
    : never
  : Rules[S][F] extends (...args: never[]) => infer R
    ? R
    : never;

/**
 * Problems that say nothing about the patient: a card that lies badly, a line that is down, the kiosk itself. Whatever is
 * not in here is said through headphones only, new ones too.
 */
const roomProblems: ReadonlySet<string> = new Set<ProblemCode>([
  'U-101',
  'U-102',
  'U-103',
  'U-104',
  'U-105',
  'U-106',
  'U-107',
  'U-116',
  'U-117',
  'U-118',
  'U-203',
  'U-211',
  'U-214',
  'U-215',
  'U-402',
]);

function isForTheRoom(code: string): boolean {
  return roomProblems.has(code) || /^U-[35678]/.test(code);
}

/** The view without whatever a waiting room must not hear. */
export function forTheRoom<S extends ScreenId>(view: ViewOf<S>): RoomView<S> {
  const rules: Readonly<Record<string, (value: never, view: never) => unknown>> = room[view.screen as S];
  const passed = Object.entries(view).map(([field, value]) => {
    const rule = rules[field];
    return [field, rule ? rule(value as never, view as never) : value];
  });
  return Object.fromEntries(passed) as RoomView<S>;
}
