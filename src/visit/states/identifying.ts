import { cardIn } from '../context.ts';
import type { VisitSetup } from '../setup.ts';
import { faceStates } from './face.ts';
import { pinStates } from './pin.ts';

/**
 * 本人確認. The photo is read and embedded while the patient chooses. 目視 (staff) will stand beside `face` and `pin`;
 * registration and the certificate notices before `choosing`.
 */
export function identifyingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'choosing',
    invoke: {
      id: 'preparePhoto',
      src: 'preparePhoto',
      input: ({ context }) => cardIn(context),
      onDone: { actions: 'photoReady' },
      onError: { actions: 'photoUnavailable' },
    },
    after: { photoLimit: { guard: 'photoPending', actions: 'photoUnavailable' } },
    states: {
      choosing: {
        id: 'choosing',
        meta: { screen: 'method' },
        entry: 'askPatient',
        always: {
          guard: 'noMethodLeft',
          target: '#leaving',
          actions: { type: 'keepProblem', params: { code: 'U-219' } },
        },
        on: {
          'method.face': { guard: 'faceOffered', target: 'face' },
          'method.pin': { guard: 'pinOffered', target: 'pin' },
        },
      },
      // These two are siblings: `method.pin` on the face screen leads straight to the PIN, and back.
      face: faceStates(setup),
      pin: pinStates(setup),
    },
  });
}
