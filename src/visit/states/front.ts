import { cardIn } from '../context.ts';
import { output, problemOr, type VisitSetup } from '../setup.ts';

const photoUnreadable = { type: 'photoLacking', params: 'unreadable' } as const;
const photoUnavailable = { type: 'photoLacking', params: 'unavailable' } as const;

/**
 * 券面: photo and four items off the card, behind the patient's own choices; then the photo goes to the face networks,
 * for which only 顔認証 waits. Where the printed number that opens the front cannot be read by the camera the patient may
 * type it, and the reading begins anew.
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
          onDone: [
            {
              guard: { type: 'photoToBeEnrolled', params: output },
              target: 'enrolling',
              actions: { type: 'keepFront', params: output },
            },
            { target: 'settled', actions: [{ type: 'keepFront', params: output }, 'clearPhoto'] },
          ],
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
      enrolling: {
        invoke: {
          id: 'enrolPhoto',
          src: 'enrolPhoto',
          onDone: { target: 'settled', actions: { type: 'keepEnrolment', params: output } },
          onError: { target: 'settled', actions: photoUnavailable },
        },
        after: { enrolLimit: { target: 'settled', actions: photoUnavailable } },
      },
      settled: {},
    },
  });
}
