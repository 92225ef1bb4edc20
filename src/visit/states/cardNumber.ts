import type { VisitSetup } from '../setup.ts';

/** 照合番号B copied off the card by the patient, where the card camera could not read it. */
export function cardNumberStates(setup: VisitSetup) {
  return setup.createStateConfig({
    meta: { screen: 'card-number' },
    entry: 'askPatient',
    on: {
      // The digits stay in their entry: whoever reads the card's front takes them from there, once.
      'pin.submit': {
        guard: 'cardNumberComplete',
        target: 'choosing',
        actions: ['photoPending', 'wantFront', { type: 'notice', params: 'none' }],
      },
      'method.pin': { guard: 'pinOffered', target: 'pin' },
      'method.staff': { guard: 'visualOffered', target: 'visual' },
    },
  });
}
