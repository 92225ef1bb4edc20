import type { VisitPorts } from './ports.ts';
import type { VisitSettings } from './settings.ts';
import { createVisitSetup } from './setup.ts';
import { attendingStates } from './states/attending.ts';
import { bellStates } from './states/bell.ts';
import { cardStates } from './states/card.ts';
import { leavingStates } from './states/leaving.ts';
import { serviceStates } from './states/service.ts';

/**
 * The kiosk's one statechart: can it serve, what lies on the readers, and the visit. States name things only; what the
 * names do is in actions, guards, actors and delays.
 */
export function createKioskMachine(ports: VisitPorts, settings: VisitSettings) {
  const setup = createVisitSetup(ports, settings);
  return setup.createMachine({
    id: 'kiosk',
    type: 'parallel',
    context: {
      language: settings.defaultLanguage,
      seen: settings.defaultSeen,
      panel: 'none',
      byKeys: false,
      card: null,
      phone: null,
      visit: null,
      problem: null,
      farewell: null,
      call: null,
      outages: { reader: null, storage: null, erasure: null, update: null },
      cleaningSince: null,
      diagnostics: null,
    },
    on: {
      'language.chosen': { actions: { type: 'keepLanguage', params: ({ event }) => event.language } },
      settings: { actions: { type: 'changeSettings', params: ({ event }) => event.change } },
      panel: { actions: { type: 'turnPanel', params: ({ event }) => event.panel } },
      'keys.used': { actions: 'noteKeys' },
      'phone.held': { actions: { type: 'keepPhone', params: ({ event }) => event.phone } },
      'phone.removed': { actions: 'losePhone' },
    },
    states: {
      service: serviceStates(setup),
      card: cardStates(setup),
      bell: bellStates(setup),
      visit: {
        initial: 'idle',
        states: {
          idle: {
            meta: { screen: 'idle', phase: 'free' },
            always: {
              guard: 'freshCardInService',
              target: 'attending',
              actions: { type: 'openVisit', params: 'card' },
            },
            on: {
              'phone.start': {
                guard: 'phoneTaken',
                target: 'attending',
                actions: { type: 'openVisit', params: 'phone' },
              },
              // A technician reads cards that fail: nobody's visit begins with one.
              'card.failed': {
                guard: 'nobodyDiagnoses',
                target: 'leaving',
                actions: { type: 'keepProblem', params: ({ event }) => event.problem },
              },
              // Whoever is still choosing keeps what they have chosen.
              'patient.acted': { target: 'idle', reenter: true },
            },
            after: { wishesForgotten: { actions: 'forgetWishes' } },
          },
          attending: attendingStates(setup),
          leaving: leavingStates(setup),
        },
      },
    },
  });
}

export type KioskMachine = ReturnType<typeof createKioskMachine>;
