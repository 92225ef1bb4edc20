import type { VisitSetup } from '../setup.ts';

/**
 * 受付の人を呼ぶ, from any screen. It rings until staff answer it, at the desk or by what they say of the patient, and
 * until who called has gone through or given up. A patient who was sent away with a number waits for staff all the
 * more: that call outlives the visit, but the next patient does not begin with it.
 */
export function bellStates(setup: VisitSetup) {
  return setup.createStateConfig({
    initial: 'silent',
    states: {
      silent: { on: { help: 'ringing', 'staff.wanted': 'ringing' } },
      ringing: {
        entry: 'keepCall',
        exit: 'endCall',
        on: {
          'help.answered': 'silent',
          'visit.begins': { guard: 'callOfAnotherVisit', target: 'silent' },
        },
        after: { callForgotten: 'silent' },
      },
    },
  });
}
