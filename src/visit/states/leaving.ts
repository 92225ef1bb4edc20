import type { VisitSetup } from '../setup.ts';

/**
 * The only way out of a visit, whose data is dropped whole on entering; what is said at its end, 受付完了 or that nothing
 * was accepted, is kept without anybody in it, and stays until the card is gone. The card is powered off and everything about
 * the face zeroed, whatever the patient does meanwhile; the next visit begins when both sides are over. Where zeroing
 * takes too long or fails the kiosk is out of service and tries again: no time limit lets the next patient in before
 * the last one's face is gone.
 */
export function leavingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    id: 'leaving',
    type: 'parallel',
    // A panel must not cover what is said at the end.
    entry: ['dropVisit', { type: 'turnPanel', params: 'none' }],
    exit: ['forgetFarewell', 'forgetWishes'],
    onDone: 'idle',
    states: {
      clearing: {
        initial: 'working',
        states: {
          working: {
            invoke: {
              id: 'clearUp',
              src: 'clearUp',
              input: ({ context: { card, phone } }) => ({ card, phone }),
              onDone: 'cleared',
              onError: 'overdue',
            },
            after: { clearLimit: 'overdue' },
          },
          // By now the next card may lie on the reader: only the face is tried again.
          overdue: {
            entry: { type: 'keepErasureOutage', params: { code: 'U-216' } },
            invoke: { id: 'eraseFace', src: 'eraseFace', onDone: 'cleared', onError: 'failedAgain' },
            after: { clearAgain: { target: 'overdue', reenter: true } },
          },
          failedAgain: { after: { clearAgain: 'overdue' } },
          cleared: { type: 'final', entry: 'endErasureOutage' },
        },
      },
      farewell: {
        initial: 'deciding',
        states: {
          deciding: {
            always: [
              { guard: 'problemIsKnown', target: 'problem' },
              { guard: 'checkedIn', target: 'done' },
              { guard: 'servedCardIsThere', target: 'takeCard' },
              { target: 'cancelled' },
            ],
          },
          // A patient who takes the card at once still gets to read what happened; a new card ends it.
          problem: {
            meta: { screen: 'problem' },
            initial: 'deciding',
            on: { cancel: 'takeCard', 'card.placed': 'over', 'reader.lost': 'over' },
            states: {
              deciding: { always: [{ guard: 'servedCardIsThere', target: 'withCard' }, 'withoutCard'] },
              withCard: { on: { 'card.removed': 'withoutCard' }, after: { problemShown: '#takeCard' } },
              withoutCard: { after: { problemLingers: '#takeCard' } },
            },
          },
          // Whoever touches the screen keeps what stands on it.
          done: {
            meta: { screen: 'done' },
            initial: 'deciding',
            on: { 'done.ok': 'takeCard', 'card.placed': 'over', 'reader.lost': 'over' },
            states: {
              deciding: { always: [{ guard: 'servedCardIsThere', target: 'withCard' }, 'withoutCard'] },
              withCard: { entry: 'oweCard', on: { 'card.removed': 'withoutCard' } },
              withoutCard: {
                on: { 'patient.acted': { target: 'withoutCard', reenter: true } },
                after: { doneShown: '#over' },
              },
            },
          },
          cancelled: {
            meta: { screen: 'take-card' },
            on: { 'card.placed': 'over' },
            after: { cancelledShown: 'over' },
          },
          takeCard: {
            id: 'takeCard',
            meta: { screen: 'take-card' },
            entry: 'oweCard',
            always: { guard: 'noServedCard', target: 'over' },
          },
          // Nothing to see any more: whoever comes next may lay their card down already.
          over: { id: 'over', type: 'final', meta: { screen: 'idle', phase: 'clearing' } },
        },
      },
    },
  });
}
