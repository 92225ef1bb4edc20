import type { VisitSetup } from '../setup.ts';

/**
 * Whether this kiosk can serve at all. Degraded, diagnostics and cleaning will stand here beside `inService`; a screen
 * of this region covers whatever the visit would show.
 */
export function serviceStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'starting',
    states: {
      starting: {
        meta: { screen: 'out-of-service' },
        entry: { type: 'keepOutage', params: { code: 'U-104', detail: 'waiting for the reader' } },
        on: {
          'reader.ready': { target: 'inService', actions: 'endOutage' },
          'reader.lost': {
            target: 'outOfService',
            actions: { type: 'keepOutage', params: ({ event }) => event.problem },
          },
        },
        after: { startLimit: 'outOfService' },
      },
      inService: {
        on: {
          'reader.lost': {
            target: 'outOfService',
            actions: { type: 'keepOutage', params: ({ event }) => event.problem },
          },
        },
      },
      outOfService: {
        meta: { screen: 'out-of-service' },
        on: { 'reader.ready': { target: 'inService', actions: 'endOutage' } },
      },
    },
  });
}
