import type { VisitSetup } from '../setup.ts';

/**
 * 同意. An expired certificate in its months of grace opens no medical information: one notice, and no question at
 * all. One that will expire soon gets a word about it first.
 */
export function consentingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'deciding',
    states: {
      deciding: {
        always: [
          { guard: 'certificateInGrace', target: 'inGrace' },
          { guard: 'certificateExpiring', target: 'expiring' },
          'bundle',
        ],
      },
      inGrace: {
        meta: { screen: 'notice', phase: 'grace' },
        entry: 'askPatient',
        on: { 'notice.next': '#form' },
      },
      expiring: {
        meta: { screen: 'notice', phase: 'expiring' },
        entry: 'askPatient',
        on: { 'notice.next': 'bundle' },
      },
      bundle: {
        meta: { screen: 'consent' },
        entry: 'askPatient',
        always: { guard: 'nothingToAsk', target: '#form' },
        on: {
          'consent.all': { target: '#form', actions: { type: 'answerAll', params: true } },
          'consent.none': { target: '#form', actions: { type: 'answerAll', params: false } },
          'consent.choose': 'items',
        },
      },
      items: {
        meta: { screen: 'consent-items' },
        entry: 'askPatient',
        on: {
          'item.answered': {
            actions: { type: 'answerItem', params: ({ event }) => ({ item: event.item, agreed: event.agreed }) },
          },
          'consent.submit': { guard: 'allItemsAnswered', target: '#form' },
        },
      },
    },
  });
}
