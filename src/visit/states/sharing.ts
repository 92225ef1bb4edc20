import { visitIn } from '../context.ts';
import { arrivalOf, eligibilityQuestion } from '../facts.ts';
import { output, problemOr, type VisitSetup } from '../setup.ts';

/**
 * What the patient shares, and the check of the insurance that runs meanwhile. Prescription form, subsidies and the
 * provisional way through an outage will stand between `items` and `recording`.
 */
export function sharingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    id: 'sharing',
    initial: 'consent',
    invoke: {
      id: 'askEligibility',
      src: 'askEligibility',
      input: ({ context }) => eligibilityQuestion(visitIn(context)),
      onDone: { actions: { type: 'keepEligibility', params: output } },
      onError: { actions: { type: 'keepEligibilityProblem', params: problemOr('U-402') } },
    },
    states: {
      consent: {
        meta: { screen: 'consent' },
        entry: 'askPatient',
        always: { guard: 'nothingToAsk', target: 'checking' },
        on: {
          'consent.all': { target: 'checking', actions: { type: 'answerAll', params: true } },
          'consent.none': { target: 'checking', actions: { type: 'answerAll', params: false } },
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
          'consent.submit': { guard: 'allItemsAnswered', target: 'checking' },
        },
      },
      checking: {
        meta: { screen: 'checking' },
        entry: 'holdAttention',
        always: [
          { guard: 'eligibilityAnswered', target: 'recording' },
          {
            guard: 'eligibilityFailed',
            target: '#leaving',
            actions: 'showEligibilityProblem',
          },
        ],
        after: {
          eligibilityLimit: { target: '#leaving', actions: { type: 'keepProblem', params: { code: 'U-402' } } },
        },
      },
      recording: {
        meta: { screen: 'checking' },
        // Once the commit has begun the card is no longer needed: pulling it must not turn a recorded visit into a
        // failed one.
        on: { 'card.removed': {} },
        invoke: {
          id: 'recordReception',
          src: 'recordReception',
          input: ({ context }) => arrivalOf(visitIn(context)),
          onDone: [
            { guard: 'eligible', target: '#done' },
            { target: '#leaving', actions: { type: 'keepProblem', params: { code: 'U-401' } } },
          ],
          onError: { target: '#leaving', actions: { type: 'keepProblem', params: problemOr('U-501') } },
        },
        after: {
          recordLimit: { target: '#leaving', actions: { type: 'keepProblem', params: { code: 'U-501' } } },
        },
      },
    },
  });
}
