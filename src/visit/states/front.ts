import { cardIn } from '../context.ts';
import { output, problemOr, type VisitSetup } from '../setup.ts';

const photoUnreadable = { type: 'photoLacking', params: 'unreadable' } as const;

/**
 * 券面: photo and four items off the card, behind the patient's own choices. Where the printed number that opens them
 * cannot be read by the camera the patient may type it, and the reading begins anew.
 */
export function frontStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'waiting',
    on: { 'front.wanted': { guard: 'photoPending', target: '.reading' } },
    states: {
      waiting: {},
      reading: {
        invoke: {
          id: 'readFront',
          src: 'readFront',
          input: ({ context }) => cardIn(context),
          onDone: { target: 'settled', actions: { type: 'keepFront', params: output } },
          onError: [
            {
              guard: { type: 'nobodyTellsTheNumber', params: problemOr('U-212') },
              target: 'settled',
              actions: 'numberBNeeded',
            },
            {
              guard: { type: 'chipRefused', params: problemOr('U-212') },
              target: 'settled',
              actions: [{ type: 'photoLacking', params: 'unsuited' }, 'contradictChip'],
            },
            { target: 'settled', actions: photoUnreadable },
          ],
        },
        after: { frontLimit: { target: 'settled', actions: photoUnreadable } },
      },
      settled: {},
    },
  });
}
