import { cardIn } from '../context.ts';
import { leaveWith, leaveWithProblemOf } from '../leaveWith.ts';
import { output, type VisitSetup } from '../setup.ts';
import { attentionStates } from './attention.ts';
import { frontStates } from './front.ts';
import { identifyingStates } from './identifying.ts';
import { phoneStates } from './phone.ts';
import { sharingStates } from './sharing.ts';
import { standingStates } from './standing.ts';

/**
 * One patient's visit. Card pulled, cancelled, given up and gone on too long are handled here once for every step; all
 * of it leads to `leaving`, where the visit's data is dropped whole.
 */
export function attendingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    type: 'parallel',
    entry: 'visitBegins',
    on: {
      cancel: { target: '#leaving', actions: 'answerCall' },
      'card.removed': { guard: 'broughtCard', ...leaveWith('U-103') },
      'reader.lost': { guard: 'broughtCard', target: '#leaving' },
      'attention.lost': leaveWith('U-301'),
    },
    after: { visitLimit: leaveWith('U-302') },
    states: {
      attention: attentionStates(setup),
      front: frontStates(setup),
      progress: {
        initial: 'arriving',
        states: {
          arriving: {
            always: [{ guard: 'broughtCard', target: 'reading' }, 'phone'],
          },
          reading: {
            meta: { screen: 'reading' },
            entry: 'holdAttention',
            invoke: {
              id: 'identifyCard',
              src: 'identifyCard',
              input: ({ context }) => cardIn(context),
              onDone: { target: 'standing', actions: { type: 'keepIdentity', params: output } },
              onError: leaveWithProblemOf('U-101'),
            },
            after: { readLimit: leaveWith('U-105') },
          },
          phone: phoneStates(setup),
          standing: standingStates(setup),
          identifying: identifyingStates(setup),
          sharing: sharingStates(setup),
        },
      },
    },
  });
}
