import type { KioskContext } from '../context.ts';
import { visitIn } from '../context.ts';
import { output, type VisitSetup } from '../setup.ts';

/**
 * 目視: staff compare the person with the printed photo. Opened here by a staff member's passcode, or from the desk
 * (`visual.approved`, one level up). Asking for it calls the desk.
 */
export function visualStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'waiting',
    entry: 'callHelp',
    exit: 'clearPasscode',
    on: {
      'method.face': { guard: 'faceOffered', target: 'face' },
      'method.pin': { guard: 'pinOffered', target: 'pin' },
    },
    states: {
      waiting: {
        meta: { screen: 'staff', phase: 'waiting' },
        entry: 'askPatient',
        on: { 'pin.submit': { guard: 'passcodeComplete', target: 'checking' } },
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
            { target: 'waiting', actions: { type: 'keepPasscode', params: output } },
          ],
          onError: { target: 'waiting', actions: { type: 'keepPasscode', params: { kind: 'locked' } } },
        },
        after: { passcodeLimit: { target: 'waiting', actions: { type: 'keepPasscode', params: { kind: 'locked' } } } },
      },
      seeing: {
        meta: { screen: 'staff', phase: 'seeing' },
        entry: 'askPatient',
        on: {
          'visual.seen': {
            target: '#sharing',
            actions: {
              type: 'keepVisualProof',
              params: ({ context, event }) => ({
                staff: staffIn(context),
                reason: event.reason,
                oral: event.oral,
              }),
            },
          },
        },
      },
    },
  });
}

function staffIn(context: KioskContext): string {
  const { staff } = visitIn(context);
  if (staff === null) throw new Error('nobody has typed a passcode');
  return staff;
}
