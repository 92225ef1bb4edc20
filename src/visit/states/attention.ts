import type { VisitSetup } from '../setup.ts';

/**
 * The patient's time. Runs only while a question is on the screen (`asked`), stands still while the machine works
 * (`held`), shows a countdown before it ends, and starts anew with whatever the patient does.
 */
export function attentionStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'held',
    on: {
      'attention.asked': '.asked',
      'attention.held': '.held',
    },
    states: {
      held: {},
      asked: {
        on: { 'patient.acted': { target: 'asked', reenter: true } },
        after: { inactivity: 'warned' },
      },
      warned: {
        entry: 'noteWarning',
        exit: 'endWarning',
        on: { 'patient.acted': 'asked' },
        after: { countdown: { actions: 'attentionLost' } },
      },
    },
  });
}
