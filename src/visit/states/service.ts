import type { VisitSetup } from '../setup.ts';
import { diagnosticsStates } from './diagnostics.ts';

/**
 * Whether this kiosk can serve at all. A lost reader stops it at once; a full disk, or an update that is going to be
 * written, between two visits, so that nobody is sent away in the middle. A free screen may be covered to be wiped: a
 * card laid down meanwhile is taken up after. Degraded will stand here beside `inService`; a screen of this region covers whatever the visit would show.
 */
export function serviceStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'starting',
    on: {
      'reader.lost': { actions: { type: 'keepReaderOutage', params: ({ event }) => event.problem } },
      'reader.ready': { actions: 'endReaderOutage' },
      'storage.refused': { actions: { type: 'keepStorageOutage', params: ({ event }) => event.problem } },
      'storage.ready': { actions: 'endStorageOutage' },
      'update.begun': { actions: { type: 'keepUpdateOutage', params: ({ event }) => event.problem } },
      'update.over': { actions: 'endUpdateOutage' },
    },
    states: {
      starting: {
        meta: { screen: 'out-of-service' },
        entry: { type: 'keepReaderOutage', params: { code: 'U-104', detail: 'waiting for the reader' } },
        on: {
          'reader.ready': { target: 'inService', actions: 'endReaderOutage' },
          'reader.lost': {
            target: 'outOfService',
            actions: { type: 'keepReaderOutage', params: ({ event }) => event.problem },
          },
        },
        after: { startLimit: 'outOfService' },
      },
      inService: {
        always: [
          { guard: 'readerIsOut', target: 'outOfService' },
          { guard: 'erasureIsOut', target: 'outOfService' },
          { guard: 'isOutBetweenVisits', target: 'outOfService' },
        ],
        on: {
          'cleaning.start': { guard: 'isFree', target: 'cleaning' },
          'diagnostics.start': { guard: 'mayDiagnose', target: 'diagnostics' },
        },
      },
      cleaning: {
        meta: { screen: 'cleaning' },
        entry: ['forgetWishes', 'noteCleaning'],
        exit: 'endCleaning',
        after: { cleaningOver: 'inService' },
      },
      outOfService: {
        meta: { screen: 'out-of-service' },
        always: { guard: 'nothingStandsInTheWay', target: 'inService' },
        on: { 'diagnostics.start': { guard: 'mayDiagnose', target: 'diagnostics' } },
      },
      diagnostics: diagnosticsStates(setup),
    },
  });
}
