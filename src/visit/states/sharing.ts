import { visitIn } from '../context.ts';
import { arrivalOf, eligibilityQuestion, problemForDesk } from '../facts.ts';
import { leaveWith, leaveWithProblemOf } from '../leaveWith.ts';
import { output, problemOr, type VisitSetup } from '../setup.ts';
import { consentingStates } from './consenting.ts';
import { subsidyStates } from './subsidy.ts';

/**
 * What the patient shares, while insurance and subsidies are asked about: (notice) → consents → (prescription form) →
 * (subsidies) → check. Where nobody could be asked about the insurance the arrival is recorded all the same,
 * provisionally, and taken up again when the line is back.
 */
export function sharingStates(setup: VisitSetup) {
  return setup.createStateConfig({
    id: 'sharing',
    initial: 'consenting',
    invoke: [
      {
        id: 'askEligibility',
        src: 'askEligibility',
        input: ({ context }) => eligibilityQuestion(visitIn(context)),
        onDone: { actions: { type: 'keepEligibility', params: output } },
        onError: { actions: { type: 'keepEligibilityProblem', params: problemOr('U-402') } },
      },
      {
        id: 'askSubsidies',
        src: 'askSubsidies',
        input: ({ context }) => eligibilityQuestion(visitIn(context)),
        onDone: { actions: { type: 'keepSubsidyOffer', params: output } },
        onError: { actions: 'subsidiesFailed' },
      },
    ],
    states: {
      consenting: consentingStates(setup),
      form: {
        id: 'form',
        meta: { screen: 'prescription' },
        entry: 'askPatient',
        always: { guard: 'formNotAsked', target: 'subsidy' },
        on: {
          'prescription.electronic': {
            target: 'subsidy',
            actions: { type: 'choosePrescription', params: 'electronic' },
          },
          'prescription.paper': { target: 'subsidy', actions: { type: 'choosePrescription', params: 'paper' } },
        },
      },
      subsidy: subsidyStates(setup),
      checking: {
        id: 'checking',
        meta: { screen: 'checking' },
        entry: 'holdAttention',
        // What the card says is compared with the answer, so both have to be there, or known not to come.
        always: { guard: 'everythingIsIn', target: 'recording' },
        after: {
          eligibilityLimit: {
            guard: 'eligibilityOpen',
            actions: { type: 'keepEligibilityProblem', params: { code: 'U-402' } },
          },
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
            {
              // The arrival is recorded, but a person has to look.
              guard: 'deskHasToLook',
              target: '#leaving',
              actions: { type: 'keepProblem', params: ({ context }) => problemForDesk(visitIn(context)) },
            },
            // Nothing of the person is needed for what is left to say.
            { target: '#leaving', actions: [{ type: 'keepFarewell', params: output }, 'answerCall'] },
          ],
          onError: leaveWithProblemOf('U-501'),
        },
        after: { recordLimit: leaveWith('U-501') },
      },
    },
  });
}
