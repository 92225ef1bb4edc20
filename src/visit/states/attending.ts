import { cardIn } from '../context.ts';
import { output, problemOr, type VisitSetup } from '../setup.ts';
import { attentionStates } from './attention.ts';
import { identifyingStates } from './identifying.ts';
import { sharingStates } from './sharing.ts';

/**
 * One patient's visit. Card pulled, cancelled, given up and gone on too long are handled here once for every step; all
 * of it leads to `leaving`, where the visit's data is dropped whole.
 */
export function attendingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    type: 'parallel',
    entry: ['visitBegins', 'openVisit'],
    on: {
      cancel: '#leaving',
      'card.removed': { target: '#leaving', actions: { type: 'keepProblem', params: { code: 'U-103' } } },
      'reader.lost': '#leaving',
      'attention.lost': { target: '#leaving', actions: { type: 'keepProblem', params: { code: 'U-301' } } },
    },
    after: {
      visitLimit: { target: '#leaving', actions: { type: 'keepProblem', params: { code: 'U-302' } } },
    },
    states: {
      attention: attentionStates(setup),
      progress: {
        initial: 'reading',
        states: {
          reading: {
            meta: { screen: 'reading' },
            entry: 'holdAttention',
            invoke: {
              id: 'identifyCard',
              src: 'identifyCard',
              input: ({ context }) => cardIn(context),
              onDone: { target: 'identifying', actions: { type: 'keepIdentity', params: output } },
              onError: { target: '#leaving', actions: { type: 'keepProblem', params: problemOr('U-101') } },
            },
            after: {
              readLimit: { target: '#leaving', actions: { type: 'keepProblem', params: { code: 'U-105' } } },
            },
          },
          identifying: identifyingStates(setup),
          sharing: sharingStates(setup),
          done: {
            id: 'done',
            meta: { screen: 'done' },
            entry: 'holdAttention',
            on: { 'done.ok': '#leaving', 'card.removed': '#leaving' },
            after: { doneShown: '#leaving' },
          },
        },
      },
    },
  });
}
