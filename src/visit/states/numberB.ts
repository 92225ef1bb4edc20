import type { VisitSetup } from '../setup.ts';

/** The digits stay in their entry: whoever reads the card's front takes them from there, once. */
export const numberBTyped = ['photoPending', 'wantFront', { type: 'notice', params: 'none' }] as const;

/** A number that nobody's card can have is not sent to one: it would cost a try, and a slip of the finger must not. */
const submitted = [
  // Which calendar is meant is asked before the card's first try, and never found out by a second one.
  { guard: 'numberBAmbiguous', target: 'asking' },
  { guard: 'numberBPlausible', target: '#choosing', actions: numberBTyped },
  { guard: 'numberBComplete', target: 'doubted' },
] as const;

/** 照合番号B copied off the card by the patient, where the card camera could not read it. */
export function numberBStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'typing',
    on: {
      'number.told': { target: 'choosing', actions: numberBTyped },
      'method.pin': { guard: 'pinOffered', target: 'pin' },
    },
    states: {
      typing: {
        meta: { screen: 'card-number', phase: 'typing' },
        entry: 'askPatient',
        on: { 'pin.submit': submitted },
      },
      asking: {
        meta: { screen: 'card-number', phase: 'asking' },
        entry: 'askPatient',
        on: {
          // The digits are those of the card either way; who finds neither on it has mistyped the birth date.
          'number.era': { target: '#choosing', actions: numberBTyped },
          'number.western': { target: '#choosing', actions: numberBTyped },
          'number.again': { target: 'typing', actions: 'retypeBirth' },
        },
      },
      doubted: {
        meta: { screen: 'card-number', phase: 'doubted' },
        entry: 'askPatient',
        // The digits stay, to be compared with the card; there is nothing to submit until one of them is changed.
        on: { 'digits.typed': 'typing' },
      },
    },
  });
}
