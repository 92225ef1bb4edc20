import type { KioskContext } from '../context.ts';
import { visitIn } from '../context.ts';
import { leaveWith, leaveWithProblemOf } from '../leaveWith.ts';
import { output, type VisitSetup } from '../setup.ts';

/**
 * How the card stands before anybody proves to be its holder: its certificate's time, revocation, and whether it is
 * registered as an insurance card (利用登録). Where nobody can tell, the visit goes on: the eligibility check will.
 */
export function standingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    id: 'standing',
    initial: 'classifying',
    states: {
      classifying: {
        always: [
          { guard: 'certificateRevoked', ...leaveWith('U-114') },
          { guard: 'certificateUnusable', ...leaveWith('U-112') },
          'asking',
        ],
      },
      asking: {
        meta: { screen: 'reading' },
        entry: ['holdAttention', 'wantFront'],
        invoke: {
          id: 'askCardStatus',
          src: 'askCardStatus',
          input: ({ context }) => certificateIn(context),
          onDone: [
            { guard: { type: 'cardRevoked', params: output }, ...leaveWith('U-114') },
            { guard: { type: 'cardUnregistered', params: output }, target: 'registering' },
            { target: 'good' },
          ],
          onError: 'good',
        },
        after: { statusLimit: 'good' },
      },
      registering: {
        meta: { screen: 'register', phase: 'asking' },
        entry: 'askPatient',
        on: {
          'register.yes': 'submitting',
          'register.no': leaveWith('U-115'),
        },
      },
      submitting: {
        meta: { screen: 'register', phase: 'working' },
        entry: 'holdAttention',
        invoke: {
          id: 'registerCard',
          src: 'registerCard',
          input: ({ context }) => certificateIn(context),
          onDone: 'good',
          onError: leaveWithProblemOf('U-402'),
        },
        after: { registrationLimit: leaveWith('U-402') },
      },
      // A phone has proven its holder already, in the same touch.
      good: { always: [{ guard: 'holderProven', target: '#sharing' }, '#identifying'] },
    },
  });
}

function certificateIn(context: KioskContext): Uint8Array {
  const { identity } = visitIn(context);
  if (!identity) throw new Error('no card has been identified');
  return identity.certificate;
}
