import { type KioskContext, phoneIn, visitIn } from '../context.ts';
import { leaveWith, leaveWithProblemOf } from '../leaveWith.ts';
import { output, type VisitSetup } from '../setup.ts';

/**
 * スマートフォン on the second reader: which kind → (Android) PIN → hold it there for a second or two. Everything is
 * proven in that one touch; afterwards the phone may leave. The last PIN try is asked for outright, as on a card.
 */
export function phoneStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'choosing',
    exit: 'clearPin',
    states: {
      choosing: {
        id: 'choosingPhone',
        meta: { screen: 'phone', phase: 'choosing' },
        entry: 'askPatient',
        on: {
          'phone.android': { target: 'typing', actions: { type: 'choosePhone', params: 'android' } },
          'phone.iphone': { target: 'holding', actions: { type: 'choosePhone', params: 'iphone' } },
        },
      },
      typing: {
        meta: { screen: 'pin', phase: 'typing' },
        entry: 'askPatient',
        on: { 'pin.submit': { guard: 'pinComplete', target: 'holding' } },
      },
      wrong: {
        meta: { screen: 'pin', phase: 'wrong' },
        entry: 'askPatient',
        on: { 'pin.submit': { guard: 'pinComplete', target: 'holding' } },
      },
      holding: {
        meta: { screen: 'phone', phase: 'holding' },
        entry: 'askPatient',
        always: { guard: 'phoneIsHeld', target: 'proving' },
      },
      proving: {
        meta: { screen: 'phone', phase: 'holding' },
        entry: 'holdAttention',
        invoke: {
          id: 'provePhone',
          src: 'provePhone',
          input: ({ context }) => meetingIn(context),
          onDone: [
            {
              guard: { type: 'phoneProven', params: output },
              target: '#standing',
              actions: { type: 'keepPhoneProof', params: output },
            },
            {
              guard: { type: 'phonePinWrong', params: output },
              target: 'wrong',
              actions: { type: 'keepPhoneTries', params: output },
            },
            {
              guard: { type: 'phoneLastTry', params: output },
              target: 'typing',
              actions: { type: 'keepPhoneTries', params: output },
            },
            { guard: { type: 'phoneLocked', params: output }, ...leaveWith('U-201') },
            leaveWith('U-116'),
          ],
          onError: leaveWithProblemOf('U-117'),
        },
        after: { phoneLimit: leaveWith('U-117') },
      },
    },
  });
}

function meetingIn(context: KioskContext) {
  const { token, pinTriesLeft } = visitIn(context);
  return {
    phone: phoneIn(context),
    kind: token === 'iphone' ? ('iphone' as const) : ('android' as const),
    // The screen has said so before the patient typed the PIN once more.
    lastTryAccepted: pinTriesLeft === 1,
  };
}
