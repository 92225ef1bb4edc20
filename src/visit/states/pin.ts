import { cardIn } from '../context.ts';
import { leaveWith, leaveWithProblemOf } from '../leaveWith.ts';
import { output, type VisitSetup } from '../setup.ts';

/**
 * 暗証番号. A wrong PIN with more than one try left may be typed again here; the last try is only reached through the
 * choice of method, where it says so: an explicit act. Nothing here ever verifies twice by itself.
 */
export function pinStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'typing',
    exit: 'clearPin',
    on: {
      'method.face': { guard: 'faceOffered', target: 'face' },
      'method.staff': { guard: 'visualOffered', target: 'visual' },
    },
    states: {
      typing: {
        meta: { screen: 'pin', phase: 'typing' },
        entry: 'askPatient',
        on: { 'pin.submit': { guard: 'pinComplete', target: 'verifying' } },
      },
      wrong: {
        meta: { screen: 'pin', phase: 'wrong' },
        entry: 'askPatient',
        on: { 'digits.typed': 'typing', 'pin.submit': { guard: 'pinComplete', target: 'verifying' } },
      },
      verifying: {
        meta: { screen: 'pin', phase: 'checking' },
        entry: 'holdAttention',
        invoke: {
          id: 'provePin',
          src: 'provePin',
          input: ({ context }) => cardIn(context),
          onDone: [
            {
              guard: { type: 'pinProven', params: output },
              target: '#sharing',
              actions: { type: 'keepPinProof', params: output },
            },
            {
              guard: { type: 'pinWrongAgain', params: output },
              target: 'wrong',
              actions: { type: 'keepPinTries', params: output },
            },
            {
              guard: { type: 'pinWrongLastTry', params: output },
              target: '#choosing',
              actions: [
                { type: 'keepPinTries', params: output },
                { type: 'notice', params: 'pin-wrong' },
              ],
            },
            {
              target: '#choosing',
              actions: [
                { type: 'keepPinTries', params: output },
                { type: 'notice', params: 'pin-locked' },
              ],
            },
          ],
          onError: leaveWithProblemOf('U-203'),
        },
        after: { pinLimit: leaveWith('U-203') },
      },
    },
  });
}
