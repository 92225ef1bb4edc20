import { chipRules } from '../../reception/whatMayFollow.ts';
import { visitIn } from '../context.ts';
import type { VisitSetup } from '../setup.ts';
import { faceStates } from './face.ts';
import { approvedAtDesk } from './look.ts';
import { numberBStates, numberBTyped } from './numberB.ts';
import { pinStates } from './pin.ts';
import { visualStates } from './visual.ts';

/** 本人確認: 顔認証, 暗証番号 or 目視, whichever can work with this card. The desk may approve 目視 at any moment of it. */
export function identifyingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    id: 'identifying',
    initial: 'choosing',
    on: {
      'visual.approved': {
        guard: 'mayBeApproved',
        target: '#sharing',
        actions: [{ type: 'keepVisualProof', params: approvedAtDesk }, 'answerCall'],
      },
      'visual.refused': {
        target: '#leaving',
        actions: [{ type: 'keepProblem', params: { code: 'U-220' } }, 'answerCall'],
      },
      'number.told': { guard: 'numberBOffered', actions: numberBTyped },
    },
    states: {
      choosing: {
        id: 'choosing',
        meta: { screen: 'method' },
        entry: 'askPatient',
        always: {
          guard: 'noMethodLeft',
          target: '#leaving',
          actions: {
            type: 'keepProblem',
            params: ({ context }) => ({ code: chipRules[visitIn(context).chip].problem }),
          },
        },
        on: {
          'method.face': { guard: 'faceOffered', target: 'face' },
          'method.pin': { guard: 'pinOffered', target: 'pin' },
          'method.staff': { guard: 'visualOffered', target: 'visual' },
          'method.number': { guard: 'numberBOffered', target: 'numberB' },
        },
      },
      // These are siblings: `method.pin` on the face screen leads straight to the PIN, and back.
      face: faceStates(setup),
      pin: pinStates(setup),
      visual: visualStates(setup),
      numberB: numberBStates(setup),
    },
  });
}
