import type { VisitSetup } from '../setup.ts';

/** The digits stay in their entry: whoever reads the card's front takes them from there, once. */
export const numberBTyped = ['photoPending', 'wantFront', { type: 'notice', params: 'none' }] as const;

/** A number that nobody's card can have is not sent to one: it would cost a try, and a slip of the finger must not. */
const submitted = [
  { guard: 'numberBPlausible', target: '#choosing', actions: numberBTyped },
  { guard: 'numberBComplete', target: 'doubted', actions: 'clearNumberB' },
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
      doubted: {
        meta: { screen: 'card-number', phase: 'doubted' },
        entry: 'askPatient',
        // What was typed is gone: there is nothing to submit until something is typed again.
        on: { 'digits.typed': 'typing' },
      },
    },
  });
}
