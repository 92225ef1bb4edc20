import { numberBPartNames } from '../card/digits.ts';
import { consentItems } from '../consent/items.ts';
import { visualReasons } from '../reception/evidence.ts';
import { settingsChanges } from '../screen/settings.ts';
import { languages } from '../screen/view.ts';
import { NumberBEntry, type Typed } from './digitEntry.ts';
import type { PatientEvent } from './events.ts';

/** Actions of the screen (`data-action`) that are events of the statechart under the same name. */
const plain: ReadonlyMap<string, PatientEvent> = new Map(
  (
    [
      'help',
      'cleaning.start',
      'diagnostics.start',
      'phone.start',
      'phone.android',
      'phone.iphone',
      'register.yes',
      'register.no',
      'method.face',
      'method.pin',
      'method.staff',
      'method.number',
      'staff.open',
      'staff.close',
      'face.retry',
      'pin.submit',
      'notice.next',
      'consent.all',
      'consent.none',
      'consent.choose',
      'consent.submit',
      'prescription.electronic',
      'prescription.paper',
      'done.ok',
      'cancel',
    ] as const
  ).map((type) => [type, { type }]),
);

/** What the patient changes of how the screen is seen and heard, and what they open over it. */
const wishes: ReadonlyMap<string, PatientEvent> = new Map<string, PatientEvent>([
  ...settingsChanges.map((change) => [change, { type: 'settings', change }] as const),
  ['settings', { type: 'panel', panel: 'settings' }],
  ['keys', { type: 'panel', panel: 'keys' }],
  ['panel.close', { type: 'panel', panel: 'none' }],
]);

/** What one part of an action's name and what follows it mean together. */
type Reading = (rest: readonly string[], entry: Typed) => PatientEvent | undefined;

/** Actions with something in their name. */
const worded: Readonly<Record<string, Reading>> = {
  pin: ([what, digit], entry) => {
    if (what === 'clear') entry.erase();
    else if (what === 'digit' && digit !== undefined && /^\d$/.test(digit)) entry.type(Number(digit));
    else return undefined;
    return { type: 'digits.typed' };
  },
  language: ([code]) => {
    const language = languages.find((each) => each === code);
    return language && { type: 'language.chosen', language };
  },
  item: ([id, answer]) => {
    const item = consentItems.find((each) => each === id);
    return item && isYesNo(answer) ? { type: 'item.answered', item, agreed: answer === 'yes' } : undefined;
  },
  subsidy: ([answer]) =>
    answer === 'use' || answer === 'decline' || answer === 'choose' || answer === 'submit'
      ? { type: `subsidy.${answer}` }
      : undefined,
  certificate: ([id, answer]) =>
    id !== undefined && isYesNo(answer)
      ? { type: 'subsidy.answered', certificate: id, wanted: answer === 'yes' }
      : undefined,
  number: ([what], entry) => {
    if (what === 'era' || what === 'western' || what === 'again') return { type: `number.${what}` };
    const part = numberBPartNames.find((each) => each === what);
    if (!part || !(entry instanceof NumberBEntry)) return undefined;
    entry.turnTo(part);
    return { type: 'digits.typed' };
  },
  visual: ([why, hand]) => {
    const reason = visualReasons.find((each) => each === why);
    return reason && { type: 'visual.seen', reason, oral: hand === 'oral' };
  },
};

/**
 * What a pressed `data-action` means to the statechart; undefined when there is no such action. A digit goes into
 * `entry`, that of the present screen, and is gone from what follows: the event only says that something was typed.
 */
export function eventFor(action: string, entry: Typed): PatientEvent | undefined {
  if (action === 'more-time') return { type: 'patient.acted' };
  const [head = '', ...rest] = action.split('.');
  return plain.get(action) ?? wishes.get(action) ?? worded[head]?.(rest, entry);
}

function isYesNo(text: string | undefined): boolean {
  return text === 'yes' || text === 'no';
}
