import { consentItems } from '../consent/items.ts';
import { languages } from '../screen/view.ts';
import type { PatientEvent } from './events.ts';
import type { PinEntry } from './pinEntry.ts';

/** Actions of the screen (`data-action`) that are events of the statechart under the same name. */
const plain: ReadonlyMap<string, PatientEvent> = new Map(
  (
    [
      'method.face',
      'method.pin',
      'face.retry',
      'pin.submit',
      'consent.all',
      'consent.none',
      'consent.choose',
      'consent.submit',
      'done.ok',
      'cancel',
    ] as const
  ).map((type) => [type, { type }]),
);

/**
 * What a pressed `data-action` means to the statechart; undefined when there is no such action. A digit goes into the
 * PIN entry here and is gone from what follows: the event only says that something was typed.
 */
export function eventFor(action: string, pinEntry: PinEntry): PatientEvent | undefined {
  const [head, second, third] = action.split('.');
  if (head === 'pin' && second === 'digit' && third !== undefined && /^\d$/.test(third)) {
    pinEntry.type(Number(third));
    return { type: 'pin.typed' };
  }
  if (action === 'pin.clear') {
    pinEntry.clear();
    return { type: 'pin.typed' };
  }
  if (action === 'more-time') return { type: 'patient.acted' };
  if (head === 'language') {
    const language = languages.find((each) => each === second);
    return language && { type: 'language.chosen', language };
  }
  if (head === 'item' && (third === 'yes' || third === 'no')) {
    const item = consentItems.find((each) => each === second);
    return item && { type: 'item.answered', item, agreed: third === 'yes' };
  }
  return plain.get(action);
}
