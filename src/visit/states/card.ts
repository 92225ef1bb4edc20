import type { VisitSetup } from '../setup.ts';

/**
 * What lies on the reader. A card is `fresh` until a visit takes it up, so that one card is served once however long it
 * stays, and a card put down while the last visit is still being cleared up is not overlooked. Once there is nothing
 * left to do but to take it, it is owed, and after a while forgotten.
 */
export function cardStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'absent',
    on: {
      'card.placed': { target: '.fresh', actions: { type: 'keepCard', params: ({ event }) => event.card } },
      'card.removed': { target: '.absent', actions: 'loseCard' },
      'reader.lost': { target: '.absent', actions: 'loseCard' },
    },
    states: {
      absent: {},
      fresh: { on: { 'visit.begins': 'served', 'card.taken-up': 'served' } },
      served: {
        initial: 'inUse',
        states: {
          inUse: { on: { 'card.owed': 'owed' } },
          owed: { after: { cardForgotten: 'forgotten' } },
          forgotten: {},
        },
      },
    },
  });
}
