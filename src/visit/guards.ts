import { and, stateIn } from 'xstate';
import type { PinOutcome } from '../card/placedCard.ts';
import type { FaceOutcome } from '../face/faceMatcher.ts';
import { type KioskContext, visitIn } from './context.ts';
import type { VisitPorts } from './ports.ts';
import type { VisitSettings } from './settings.ts';

interface Scope {
  readonly context: KioskContext;
}

/** Whether the face method may be offered for the card of this visit. */
export function faceIsOffered(context: KioskContext): boolean {
  const visit = visitIn(context);
  return visit.photo !== 'unavailable' && visit.faceAttemptsLeft > 0;
}

/** Whether the PIN method may be offered for the card of this visit. */
export function pinIsOffered(context: KioskContext): boolean {
  return visitIn(context).pinTriesLeft > 0;
}

/** Every question the statechart asks before it moves, by name. */
export function createGuards(ports: Pick<VisitPorts, 'pinEntry'>, settings: VisitSettings) {
  return {
    freshCardInService: and([stateIn({ card: 'fresh' }), stateIn({ service: 'inService' })]),
    cardIsThere: ({ context }: Scope) => context.card !== null,
    cardIsGone: ({ context }: Scope) => context.card === null,
    problemIsKnown: ({ context }: Scope) => context.problem !== null,

    faceOffered: ({ context }: Scope) => faceIsOffered(context),
    pinOffered: ({ context }: Scope) => pinIsOffered(context),
    noMethodLeft: ({ context }: Scope) => !faceIsOffered(context) && !pinIsOffered(context),
    photoReady: ({ context }: Scope) => visitIn(context).photo === 'ready',
    photoUnavailable: ({ context }: Scope) => visitIn(context).photo === 'unavailable',
    photoPending: ({ context }: Scope) => visitIn(context).photo === 'pending',
    faceMatched: (_: Scope, outcome: FaceOutcome) => outcome.kind === 'match',
    faceExhausted: ({ context }: Scope) => visitIn(context).faceAttemptsLeft === 0,

    pinComplete: () => ports.pinEntry.complete,
    pinProven: (_: Scope, outcome: PinOutcome) => outcome.kind === 'proven',
    pinWrongAgain: (_: Scope, outcome: PinOutcome) => outcome.kind === 'wrong' && outcome.triesLeft > 1,
    pinWrongLastTry: (_: Scope, outcome: PinOutcome) => outcome.kind === 'wrong' && outcome.triesLeft === 1,

    nothingToAsk: () => settings.consentItems.length === 0,
    allItemsAnswered: ({ context }: Scope) =>
      settings.consentItems.every((item) => visitIn(context).consents[item] !== undefined),
    eligibilityAnswered: ({ context }: Scope) => visitIn(context).eligibility !== null,
    eligibilityFailed: ({ context }: Scope) => visitIn(context).eligibilityProblem !== null,
    eligible: ({ context }: Scope) => {
      const validity = visitIn(context).eligibility?.validity;
      return validity === 'valid' || validity === 'valid-unregistered';
    },
  };
}
