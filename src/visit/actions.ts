import { v7 as uuid } from 'uuid';
import type { PhoneKind } from '../card/phoneKind.ts';
import type { PhoneOutcome, PhoneToken } from '../card/phoneToken.ts';
import type { CardIdentity, PinOutcome, PlacedCard } from '../card/placedCard.ts';
import type { ConsentItem } from '../consent/items.ts';
import { consentWordingVersion } from '../consent/wording.ts';
import type { FaceOutcome } from '../face/faceMatcher.ts';
import { tokyoDay } from '../kernel/tokyoTime.ts';
import type { Problem } from '../problem/result.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import { consentAnswer } from '../reception/consents.ts';
import { linkBetween } from '../reception/link/linkRecord.ts';
import { saidOn } from '../reception/link/saidSame.ts';
import type { PasscodeOutcome } from '../reception/passcode.ts';
import { isInForce, type SubsidyAnswer, type SubsidyCertificate } from '../reception/subsidy.ts';
import type { Token } from '../reception/token.ts';
import { changedBy, type SettingsChange } from '../screen/settings.ts';
import type { Language, Panel } from '../screen/view.ts';
import type { CardFront, Recognition, Recorded } from './actors.ts';
import {
  type KioskContext,
  type Lift,
  type MethodNotice,
  newVisit,
  outageIn,
  type PatientVisit,
  type VisualCheck,
  visitIn,
} from './context.ts';
import { farewellOf, wantedSubsidies } from './facts.ts';
import type { PhotoLack, PhotoStanding } from './photoStanding.ts';
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
 * for the clock and the id of a new visit. They read what they need from parameters, so that none depends on the event that led to it.
 */
export function createAssigners(ports: Pick<VisitPorts, 'now' | 'saidSame'>, settings: VisitSettings) {
  const nowIso = () => new Date(ports.now()).toISOString();
  const answered = (scope: Scope, item: ConsentItem, agreed: boolean) =>
    consentAnswer(item, agreed, {
      givenBy: visitIn(scope.context).givenBy,
      wording: {
        version: consentWordingVersion,
        kinds: settings.consentKinds,
        language: scope.context.language,
      },
      now: ports.now(),
    });

  const compared = (scope: Scope, changes: Partial<PatientVisit>) => {
    const { person, eligibility, identity } = { ...visitIn(scope.context), ...changes };
    const said = saidOn(identity?.serial ?? null, ports.saidSame);
    return revised(scope, { ...changes, link: linkBetween(person, eligibility, settings.nameVariants, said) });
  };
  const today = () => tokyoDay(ports.now());

  return {
    keepCard: (_: Scope, card: PlacedCard) => ({ card }),
    loseCard: () => ({ card: null }),
    keepPhone: (_: Scope, phone: PhoneToken) => ({ phone }),
    losePhone: () => ({ phone: null }),
    keepReaderOutage: ({ context }: Scope, reader: Problem) => ({ outages: { ...context.outages, reader } }),
    endReaderOutage: ({ context }: Scope) => ({ outages: { ...context.outages, reader: null } }),
    keepErasureOutage: ({ context }: Scope, erasure: Problem) => ({ outages: { ...context.outages, erasure } }),
    endErasureOutage: ({ context }: Scope) =>
      context.outages.erasure ? { outages: { ...context.outages, erasure: null } } : {},
    keepStorageOutage: ({ context }: Scope, storage: Problem) => ({ outages: { ...context.outages, storage } }),
    endStorageOutage: ({ context }: Scope) => ({ outages: { ...context.outages, storage: null } }),
    keepUpdateOutage: ({ context }: Scope, update: Problem) => ({ outages: { ...context.outages, update } }),
    endUpdateOutage: ({ context }: Scope) => ({ outages: { ...context.outages, update: null } }),
    noteCleaning: () => ({ cleaningSince: ports.now() }),
    endCleaning: () => ({ cleaningSince: null }),
    timeDiagnostics: (_: Scope, ofMs: number) => ({ diagnostics: { since: ports.now(), ofMs } }),
    endDiagnostics: () => ({ diagnostics: null }),
    keepProblem: (_: Scope, problem: Problem | null) => ({ problem }),
    keepLanguage: (_: Scope, language: Language) => ({ language }),
    changeSettings: ({ context }: Scope, change: SettingsChange) => ({ seen: changedBy(change, context.seen) }),
    turnPanel: (_: Scope, panel: Panel) => ({ panel }),
    noteKeys: () => ({ byKeys: true }),
    /** The next patient meets the screen as the facility has set it up. */
    forgetWishes: () => ({
      language: settings.defaultLanguage,
      seen: settings.defaultSeen,
      panel: 'none' as const,
      byKeys: false,
    }),

    openVisit: (_: Scope, token: Token) => ({ visit: newVisit(uuid(), token, settings.faceAttempts) }),
    /** What of it is said at the end is kept before; where nothing is, it was given up. */
    dropVisit: ({ context: { visit, problem, farewell } }: Scope) => ({
      visit: null,
      farewell: farewell ?? (visit && !problem ? ({ kind: 'cancelled' } as const) : null),
    }),
    keepFarewell: ({ context }: Scope, { cameEarlier }: Recorded) => ({
      farewell: farewellOf(visitIn(context), { cameEarlier, settings, now: ports.now() }),
    }),
    forgetFarewell: () => ({ problem: null, farewell: null }),
    noteWarning: (scope: Scope) => revised(scope, { warnedAt: ports.now() }),
    endWarning: (scope: Scope) => (scope.context.visit ? revised(scope, { warnedAt: null }) : {}),
    keepCall: ({ context }: Scope) => ({
      call: {
        at: ports.now(),
        problem: context.problem?.code ?? (context.visit ? null : (outageIn(context)?.code ?? null)),
        beforeVisit: context.visit === null && context.problem === null && context.farewell === null,
      },
    }),
    endCall: () => ({ call: null }),

    keepIdentity: (scope: Scope, identity: CardIdentity) =>
      revised(scope, {
        identity,
        pinTriesLeft: identity.pinTriesLeft ?? 0,
        photo: identity.photo === 'available' ? 'pending' : 'unsuited',
      }),
    keepFront: (scope: Scope, { photo, chip, person, cardEnds, cardKey }: CardFront) =>
      compared(scope, { photo, chip, person, cardEnds, cardKey }),
    photoPending: (scope: Scope) => revised(scope, { photo: 'pending' }),
    keepEnrolment: (scope: Scope, photo: PhotoStanding) => revised(scope, { photo }),
    photoLacking: (scope: Scope, photo: PhotoLack) => revised(scope, { photo }),
    contradictChip: (scope: Scope) => revised(scope, { chip: 'contradicted' }),
    numberBNeeded: (scope: Scope) => revised(scope, { photo: 'number-needed' }),
    notice: (scope: Scope, notice: MethodNotice) => revised(scope, { notice }),

    choosePhone: (scope: Scope, token: PhoneKind) => revised(scope, { token }),
    keepPhoneTries: (scope: Scope, outcome: PhoneOutcome) =>
      revised(scope, {
        pinTriesLeft: outcome.kind === 'wrong' ? outcome.triesLeft : outcome.kind === 'last-try' ? 1 : 0,
      }),
    keepPhoneProof: (scope: Scope, outcome: PhoneOutcome) =>
      outcome.kind === 'proven'
        ? revised(scope, {
            identity: outcome.identity,
            holder: { method: visitIn(scope.context).token === 'iphone' ? 'phone' : 'pin', ...outcome.proof },
          })
        : {},

    spendFaceAttempt: (scope: Scope) =>
      revised(scope, { faceAttemptsLeft: Math.max(0, visitIn(scope.context).faceAttemptsLeft - 1) }),
    keepFaceProof: (scope: Scope, outcome: FaceOutcome) =>
      outcome.kind === 'match'
        ? revised(scope, {
            holder: {
              method: 'face',
              score: outcome.score,
              profile: outcome.profile,
              liveness: outcome.liveness,
              provenAt: nowIso(),
            },
          })
        : {},

    keepPinTries: (scope: Scope, outcome: PinOutcome) =>
      revised(scope, { pinTriesLeft: outcome.kind === 'wrong' ? outcome.triesLeft : 0 }),
    keepPinProof: (scope: Scope, outcome: PinOutcome) =>
      outcome.kind === 'proven' ? revised(scope, { holder: { method: 'pin', ...outcome.proof } }) : {},

    keepPasscode: (scope: Scope, outcome: PasscodeOutcome) =>
      outcome.kind === 'staff'
        ? revised(scope, { staff: outcome.staff, passcode: 'none' })
        : revised(scope, { staff: null, passcode: outcome.kind }),
    forgetStaff: (scope: Scope) => revised(scope, { staff: null }),
    keepVisualProof: (scope: Scope, { staff, reason, oral }: VisualCheck) =>
      revised(scope, {
        holder: { method: 'visual', staff, reason, provenAt: nowIso() },
        givenBy: oral ? { by: 'staff', staff } : { by: 'patient' },
        approval: null,
        lift: null,
      }),
    noteLift: (scope: Scope) => revised(scope, { lift: { is: 'in-hand', since: ports.now() } }),
    noteLiftIs: (scope: Scope, is: Lift['is']) => {
      const { lift } = visitIn(scope.context);
      return revised(scope, { lift: lift && { ...lift, is } });
    },
    keepApproval: (scope: Scope, approval: VisualCheck) => revised(scope, { approval }),
    keepReturn: (scope: Scope, outcome: Recognition) =>
      outcome.kind === 'same' ? revised(scope, { lift: null, pinTriesLeft: outcome.pinTriesLeft }) : {},

    keepEligibility: (scope: Scope, eligibility: EligibilityAnswer) => compared(scope, { eligibility }),
    keepEligibilityProblem: (scope: Scope, eligibilityProblem: Problem) => revised(scope, { eligibilityProblem }),

    answerAll: (scope: Scope, agreed: boolean) =>
      revised(scope, {
        consents: Object.fromEntries(settings.consentItems.map((item) => [item, answered(scope, item, agreed)])),
      }),
    answerItem: (scope: Scope, { item, agreed }: { readonly item: ConsentItem; readonly agreed: boolean }) =>
      revised(scope, { consents: { ...visitIn(scope.context).consents, [item]: answered(scope, item, agreed) } }),

    choosePrescription: (scope: Scope, prescriptionForm: 'electronic' | 'paper') =>
      revised(scope, { prescriptionForm }),

    keepSubsidyOffer: (scope: Scope, certificates: readonly SubsidyCertificate[]) => {
      return revised(scope, { subsidyOffer: certificates.filter((each) => isInForce(each, today())) });
    },
    subsidiesFailed: (scope: Scope) => revised(scope, { subsidiesFailed: true }),
    wantAllSubsidies: (scope: Scope) =>
      revised(scope, {
        subsidyAnswers: Object.fromEntries((visitIn(scope.context).subsidyOffer ?? []).map(({ id }) => [id, true])),
      }),
    answerSubsidy: (
      scope: Scope,
      { certificate, wanted }: { readonly certificate: string; readonly wanted: boolean },
    ) => revised(scope, { subsidyAnswers: { ...visitIn(scope.context).subsidyAnswers, [certificate]: wanted } }),
    settleSubsidies: (scope: Scope, answer: SubsidyAnswer) => {
      const asked = answer === 'used' || answer === 'declined';
      return revised(scope, {
        subsidies: {
          answer,
          answeredAt: asked ? nowIso() : null,
          certificates: answer === 'used' ? wantedSubsidies(visitIn(scope.context)) : [],
        },
      });
    },
  };
}
