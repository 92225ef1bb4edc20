import type { CardIdentity, PinOutcome, PlacedCard } from '../card/placedCard.ts';
import { type ConsentItem, consentAnswer } from '../consent/items.ts';
import type { EligibilityAnswer } from '../eligibility/answer.ts';
import type { FaceOutcome } from '../face/faceMatcher.ts';
import type { Problem } from '../problem/result.ts';
import type { Language } from '../screen/view.ts';
import { type KioskContext, type MethodNotice, newVisit, type PatientVisit, visitIn } from './context.ts';
import type { VisitPorts } from './ports.ts';
import type { VisitSettings } from './settings.ts';

interface Scope {
  readonly context: KioskContext;
}

/** The context with some of the visit's fields replaced. */
function revised({ context }: Scope, changes: Partial<PatientVisit>): Partial<KioskContext> {
  return { visit: { ...visitIn(context), ...changes } };
}

/**
 * Every change of the statechart's memory by name, as assigners: scope and parameter in, changed fields out. Pure but
 * for the clock. They read what they need from parameters, so that none depends on the event that led to it.
 */
export function createAssigners(ports: Pick<VisitPorts, 'now'>, settings: VisitSettings) {
  return {
    keepCard: (_: Scope, card: PlacedCard) => ({ card }),
    loseCard: () => ({ card: null }),
    keepOutage: (_: Scope, outage: Problem) => ({ outage }),
    endOutage: () => ({ outage: null }),
    keepProblem: (_: Scope, problem: Problem) => ({ problem }),
    forgetProblem: () => ({ problem: null }),
    keepLanguage: (_: Scope, language: Language) => ({ language }),
    forgetLanguage: () => ({ language: settings.defaultLanguage }),

    openVisit: () => ({ visit: newVisit(settings.faceAttempts) }),
    dropVisit: () => ({ visit: null }),
    noteWarning: (scope: Scope) => revised(scope, { warnedAt: ports.now() }),
    endWarning: (scope: Scope) => (scope.context.visit ? revised(scope, { warnedAt: null }) : {}),

    keepIdentity: (scope: Scope, identity: CardIdentity) =>
      revised(scope, {
        identity,
        pinTriesLeft: identity.pinTriesLeft,
        photo: identity.photo === 'available' ? 'pending' : 'unavailable',
      }),
    photoReady: (scope: Scope) => revised(scope, { photo: 'ready' }),
    photoUnavailable: (scope: Scope) => revised(scope, { photo: 'unavailable' }),
    notice: (scope: Scope, notice: MethodNotice) => revised(scope, { notice }),

    spendFaceAttempt: (scope: Scope) =>
      revised(scope, { faceAttemptsLeft: Math.max(0, visitIn(scope.context).faceAttemptsLeft - 1) }),
    keepFaceProof: (scope: Scope, outcome: FaceOutcome) =>
      outcome.kind === 'match'
        ? revised(scope, {
            holder: {
              method: 'face',
              score: outcome.score,
              profile: outcome.profile,
              provenAt: new Date(ports.now()).toISOString(),
            },
          })
        : {},

    keepPinTries: (scope: Scope, outcome: PinOutcome) =>
      revised(scope, { pinTriesLeft: outcome.kind === 'wrong' ? outcome.triesLeft : 0 }),
    keepPinProof: (scope: Scope, outcome: PinOutcome) =>
      outcome.kind === 'proven' ? revised(scope, { holder: { method: 'pin', ...outcome.proof } }) : {},

    keepEligibility: (scope: Scope, eligibility: EligibilityAnswer) => revised(scope, { eligibility }),
    keepEligibilityProblem: (scope: Scope, eligibilityProblem: Problem) => revised(scope, { eligibilityProblem }),
    showEligibilityProblem: ({ context }: Scope) => ({ problem: visitIn(context).eligibilityProblem }),

    answerAll: (scope: Scope, agreed: boolean) => {
      const now = ports.now();
      const answers = settings.consentItems.map((item) => [item, consentAnswer(item, agreed, now)] as const);
      return revised(scope, { consents: Object.fromEntries(answers) });
    },
    answerItem: (scope: Scope, answer: { readonly item: ConsentItem; readonly agreed: boolean }) =>
      revised(scope, {
        consents: {
          ...visitIn(scope.context).consents,
          [answer.item]: consentAnswer(answer.item, answer.agreed, ports.now()),
        },
      }),
  };
}
