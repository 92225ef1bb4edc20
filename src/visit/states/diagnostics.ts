import { diagnosticsMs } from '../delays.ts';
import type { VisitSetup } from '../setup.ts';

/**
 * A technician is here. Nobody is served meanwhile, and whatever they do or leave undone, service comes back by itself:
 * after the time for saying who they are, after half an hour of work, after the hours of a burn-in. No card that lay
 * there meanwhile is ever taken for a patient's: first it has to be taken away.
 */
export function diagnosticsStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'door',
    entry: 'forgetWishes',
    exit: 'endDiagnostics',
    on: { 'diagnostics.end': '.leaving' },
    states: {
      door: {
        meta: { screen: 'diagnostics', phase: 'door' },
        entry: { type: 'timeDiagnostics', params: diagnosticsMs.door },
        on: { 'diagnostics.open': 'open' },
        after: { diagnosticsDoor: 'leaving' },
      },
      open: {
        meta: { screen: 'diagnostics', phase: 'open' },
        entry: { type: 'timeDiagnostics', params: diagnosticsMs.open },
        on: {
          'diagnostics.burn-in': {
            target: 'burningIn',
            actions: { type: 'timeDiagnostics', params: ({ event }) => event.ms },
          },
        },
        after: { diagnosticsLimit: 'leaving' },
      },
      burningIn: {
        meta: { screen: 'diagnostics', phase: 'burning-in' },
        on: { 'diagnostics.burnt-in': 'open' },
        after: { burnInLimit: 'open' },
      },
      leaving: {
        meta: { screen: 'diagnostics', phase: 'leaving' },
        always: { guard: 'noCard', target: '#kiosk.service.inService' },
      },
    },
  });
}
