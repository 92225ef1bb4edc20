import { output, type VisitSetup } from '../setup.ts';
import { lookStates } from './look.ts';

/**
 * 目視: staff compare the person with the printed photo. Asking for it calls the desk, and the patient waits. What is
 * said of the look, here or at the desk, and where the card is meanwhile, is the region `look`; `pad` is what stands
 * on the screen: nothing can be typed before somebody has opened the staff's own pad.
 */
export function visualStates(setup: VisitSetup) {
  return setup.createStateConfig({
    type: 'parallel',
    entry: 'wantStaff',
    exit: 'clearPasscode',
    on: {
      'method.face': { guard: 'faceOffered', target: 'face' },
      'method.pin': { guard: 'pinOffered', target: 'pin' },
    },
    states: { look: lookStates(setup), pad: padStates(setup) },
  });
}

function padStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'waiting',
    states: {
      waiting: {
        meta: { screen: 'staff', phase: 'waiting' },
        entry: ['askPatient', 'clearPasscode', 'forgetStaff'],
        on: { 'staff.open': { guard: 'passcodesTaken', target: 'typing' } },
      },
      typing: {
        meta: { screen: 'staff', phase: 'typing' },
        entry: 'askPatient',
        on: {
          'digits.typed': { target: 'typing', reenter: true },
          'pin.submit': { guard: 'passcodeComplete', target: 'checking' },
          'staff.close': 'waiting',
        },
        after: { padForgotten: 'waiting' },
      },
      checking: {
        meta: { screen: 'staff', phase: 'checking' },
        entry: 'holdAttention',
        invoke: {
          id: 'checkPasscode',
          src: 'checkPasscode',
          onDone: [
            {
              guard: { type: 'passcodeRight', params: output },
              target: 'seeing',
              actions: { type: 'keepPasscode', params: output },
            },
            {
              guard: { type: 'passcodesLocked', params: output },
              target: 'waiting',
              actions: { type: 'keepPasscode', params: output },
            },
            { target: 'typing', actions: { type: 'keepPasscode', params: output } },
          ],
          onError: { target: 'waiting', actions: { type: 'keepPasscode', params: { kind: 'locked' } } },
        },
        after: { passcodeLimit: { target: 'waiting', actions: { type: 'keepPasscode', params: { kind: 'locked' } } } },
      },
      seeing: {
        meta: { screen: 'staff', phase: 'seeing' },
        entry: 'askPatient',
        on: { 'staff.close': 'waiting' },
        after: { staffGone: 'waiting' },
      },
    },
  });
}
