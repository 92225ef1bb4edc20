import type { VisitSetup } from '../setup.ts';

/** The digits stay in their entry: whoever reads the card's front takes them from there, once. */
export const numberTyped = ['photoPending', 'wantFront', { type: 'notice', params: 'none' }] as const;

/** 照合番号B copied off the card by the patient, where the card camera could not read it. */
export function cardNumberStates(setup: VisitSetup) {
  return setup.createStateConfig({
    meta: { screen: 'card-number' },
    entry: 'askPatient',
    on: {
      'pin.submit': {
        guard: 'cardNumberComplete',
        target: 'choosing',
        actions: numberTyped,
      },
      'number.told': { target: 'choosing', actions: numberTyped },
      'method.pin': { guard: 'pinOffered', target: 'pin' },
      'method.staff': { guard: 'visualOffered', target: 'visual' },
    },
  });
}
