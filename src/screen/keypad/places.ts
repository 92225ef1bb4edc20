import { settingsChanges } from '../settings.ts';
import type { ScreenId, View } from '../view.ts';

/** One thing in a list that is answered one by one: `stem` and `.yes` or `.no` are its two actions. */
export interface Row {
  readonly stem: string;
  /** Null while it is open. */
  readonly answer: boolean | null;
}

/** The rows of a list, in the order of the screen; none on other screens. */
export function rowsOf(view: View): readonly Row[] {
  if (view.countdown || view.panel !== 'none') return [];
  if (view.screen === 'consent-items') return view.items.map(({ id, answer }) => ({ stem: `item.${id}`, answer }));
  if (view.screen === 'subsidy' && view.state === 'choosing') {
    return view.certificates.map(({ id, answer }) => ({ stem: `certificate.${id}`, answer }));
  }
  return [];
}

/** Whether digits are typed here, so that they choose nothing. */
export function isTyping(view: View): boolean {
  if (view.countdown || view.panel !== 'none') return false;
  if (view.screen === 'card-number') return view.state !== 'asking';
  return view.screen === 'pin' || (view.screen === 'staff' && (view.state === 'typing' || view.state === 'checking'));
}

/**
 * What may be pressed, in the order in which it is seen, read and stepped through: what is asked first, then the ways
 * out. A row of a list is a place of its own before its two answers.
 */
export function placesIn(view: View): readonly string[] {
  const own = ownPlaces(view).filter((place) => view.actions.includes(place) || isRow(place, view));
  return [...own, ...waysOut(view).filter((action) => view.actions.includes(action) && !own.includes(action))];
}

/** What the digits 1 to 9 choose, in their order. In a list it is the answer to the row the patient is at. */
export function numberedIn(view: View): readonly string[] {
  // What cannot be changed further keeps its number: fingers remember it.
  if (!view.countdown && view.panel === 'settings') return settingsChanges.slice(0, 9);
  if (isTyping(view)) return [];
  const row = rowAt(view);
  if (row) return [`${row.stem}.yes`, `${row.stem}.no`];
  const answered = rowsOf(view).length > 0;
  return ownPlaces(view)
    .filter((action) => view.actions.includes(action) && (!answered || action.endsWith('.submit')))
    .slice(0, 9);
}

/** The row the patient is at: that of the cursor, or the first that is open. Undefined on the way to 決定, and elsewhere. */
export function rowAt(view: View): Row | undefined {
  const rows = rowsOf(view);
  const at = view.keys?.at ?? null;
  return (
    rows.find(({ stem }) => at === stem || at === `${stem}.yes` || at === `${stem}.no`) ??
    rows.find(({ answer }) => answer === null)
  );
}

/**
 * Where a keypad begins: at the next decision. With several answers that is the question itself (null): none of them
 * lies under a finger that presses once too often.
 */
export function startIn(view: View): string | null {
  const rows = rowsOf(view);
  const open = rows.find(({ answer }) => answer === null);
  if (open) return open.stem;
  const own = ownPlaces(view).filter((action) => view.actions.includes(action));
  if (rows.length > 0) return own.find((action) => action.endsWith('.submit')) ?? null;
  if (isTyping(view)) return own.includes('pin.submit') ? 'pin.submit' : null;
  if (view.countdown || view.panel !== 'none') return own[0] ?? null;
  return own.length === 1 ? (own[0] ?? null) : null;
}

function isRow(place: string, view: View): boolean {
  return rowsOf(view).some(({ stem }) => stem === place);
}

function ownPlaces(view: View): readonly string[] {
  if (view.countdown) return ['more-time', 'cancel'];
  if (view.panel === 'settings') return [...settingsChanges, 'panel.close'];
  if (view.panel === 'keys') return ['panel.close', 'help', 'settings'];
  return ownOf(view.screen, view);
}

function waysOut({ actions, countdown }: View): readonly string[] {
  if (countdown) return [];
  return [
    'cancel',
    'practice.start',
    'practice.end',
    'settings',
    'help',
    ...actions.filter((action) => action.startsWith('language.')),
  ];
}

type InOrder = { readonly [S in ScreenId]: (view: Extract<View, { screen: S }>) => readonly string[] };

const keypad = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  .map((digit) => `pin.digit.${digit}`)
  .concat('pin.clear', 'pin.digit.0', 'pin.submit');

const answers = (view: View) => rowsOf(view).flatMap(({ stem }) => [stem, `${stem}.yes`, `${stem}.no`]);

/** What each screen asks, in the order in which it stands there. */
const inOrder: InOrder = {
  idle: () => ['practice.place', 'phone.start'],
  reading: () => [],
  phone: () => ['practice.hold', 'phone.iphone', 'phone.android'],
  register: () => ['register.yes', 'register.no'],
  method: () => ['method.face', 'method.number', 'method.pin', 'method.staff'],
  face: () => ['face.retry', 'method.pin', 'method.staff'],
  pin: () => ['method.face', 'method.staff', ...keypad],
  'card-number': ({ state }) =>
    state === 'asking'
      ? ['number.era', 'number.western', 'number.again', 'method.pin']
      : ['method.pin', 'number.birth', 'number.expiry', 'number.code', ...keypad],
  staff: ({ state, reasons }) =>
    ({
      waiting: ['method.face', 'method.pin', 'staff.open'],
      typing: ['staff.close', ...keypad],
      checking: ['staff.close', ...keypad],
      seeing: ['staff.close', ...reasons.flatMap((reason) => [`visual.${reason}`, `visual.${reason}.oral`])],
    })[state],
  notice: () => ['notice.next'],
  consent: () => ['consent.all', 'consent.choose', 'consent.none'],
  'consent-items': (view) => [...answers(view), 'consent.submit'],
  prescription: () => ['prescription.electronic', 'prescription.paper'],
  subsidy: (view) =>
    view.state === 'asking'
      ? ['subsidy.use', 'subsidy.choose', 'subsidy.decline']
      : [...answers(view), 'subsidy.submit'],
  checking: () => [],
  done: () => ['practice.take', 'done.ok', 'more-time'],
  'take-card': () => ['practice.take'],
  problem: () => ['practice.take', 'cancel'],
  cleaning: () => [],
  diagnostics: () => [],
  'out-of-service': () => [],
};

function ownOf<S extends ScreenId>(screen: S, view: Extract<View, { screen: S }>): readonly string[] {
  return inOrder[screen](view);
}
