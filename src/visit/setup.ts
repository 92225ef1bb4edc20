import { assign, raise, setup } from 'xstate';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';
import { problemOf } from '../problem/result.ts';
import { createAssigners } from './actions.ts';
import { createActors } from './actors.ts';
import type { KioskContext } from './context.ts';
import { createDelays } from './delays.ts';
import type { VisitEvent } from './events.ts';
import { createGuards } from './guards.ts';
import { HeldPhoto } from './heldPhoto.ts';
import type { VisitPorts } from './ports.ts';
import type { VisitSettings } from './settings.ts';
import type { StateMeta } from './stateMeta.ts';

/** Names and types of everything the states use; the states themselves are in `states/`. */
export function createVisitSetup(ports: VisitPorts, settings: VisitSettings) {
  const change = createAssigners(ports, settings);
  const held = new HeldPhoto();
  return setup({
    types: {
      context: {} as KioskContext,
      events: {} as VisitEvent,
      meta: {} as StateMeta,
    },
    actors: createActors(ports, settings, held),
    guards: createGuards(ports, settings),
    delays: createDelays(settings),
    actions: {
      keepCard: assign(change.keepCard),
      loseCard: assign(change.loseCard),
      keepPhone: assign(change.keepPhone),
      losePhone: assign(change.losePhone),
      keepReaderOutage: assign(change.keepReaderOutage),
      endReaderOutage: assign(change.endReaderOutage),
      keepErasureOutage: assign(change.keepErasureOutage),
      endErasureOutage: assign(change.endErasureOutage),
      keepStorageOutage: assign(change.keepStorageOutage),
      endStorageOutage: assign(change.endStorageOutage),
      keepUpdateOutage: assign(change.keepUpdateOutage),
      endUpdateOutage: assign(change.endUpdateOutage),
      noteCleaning: assign(change.noteCleaning),
      endCleaning: assign(change.endCleaning),
      timeDiagnostics: assign(change.timeDiagnostics),
      endDiagnostics: assign(change.endDiagnostics),
      keepProblem: assign(change.keepProblem),
      keepFarewell: assign(change.keepFarewell),
      forgetFarewell: assign(change.forgetFarewell),
      keepLanguage: assign(change.keepLanguage),
      changeSettings: assign(change.changeSettings),
      turnPanel: assign(change.turnPanel),
      noteKeys: assign(change.noteKeys),
      forgetWishes: assign(change.forgetWishes),
      openVisit: assign(change.openVisit),
      dropVisit: assign(change.dropVisit),
      noteWarning: assign(change.noteWarning),
      endWarning: assign(change.endWarning),
      keepCall: assign(change.keepCall),
      endCall: assign(change.endCall),
      keepIdentity: assign(change.keepIdentity),
      keepFront: assign(change.keepFront),
      photoPending: assign(change.photoPending),
      keepEnrolment: assign(change.keepEnrolment),
      photoLacking: assign(change.photoLacking),
      contradictChip: assign(change.contradictChip),
      numberBNeeded: assign(change.numberBNeeded),
      notice: assign(change.notice),
      choosePhone: assign(change.choosePhone),
      keepPhoneTries: assign(change.keepPhoneTries),
      keepPhoneProof: assign(change.keepPhoneProof),
      spendFaceAttempt: assign(change.spendFaceAttempt),
      keepFaceProof: assign(change.keepFaceProof),
      keepPinTries: assign(change.keepPinTries),
      keepPinProof: assign(change.keepPinProof),
      keepPasscode: assign(change.keepPasscode),
      forgetStaff: assign(change.forgetStaff),
      keepVisualProof: assign(change.keepVisualProof),
      noteLift: assign(change.noteLift),
      noteLiftIs: assign(change.noteLiftIs),
      keepApproval: assign(change.keepApproval),
      keepReturn: assign(change.keepReturn),
      keepEligibility: assign(change.keepEligibility),
      keepEligibilityProblem: assign(change.keepEligibilityProblem),
      answerAll: assign(change.answerAll),
      answerItem: assign(change.answerItem),
      choosePrescription: assign(change.choosePrescription),
      keepSubsidyOffer: assign(change.keepSubsidyOffer),
      subsidiesFailed: assign(change.subsidiesFailed),
      wantAllSubsidies: assign(change.wantAllSubsidies),
      answerSubsidy: assign(change.answerSubsidy),
      settleSubsidies: assign(change.settleSubsidies),
      clearPin: () => ports.entries.pin.clear(),
      clearPasscode: () => ports.entries.passcode.clear(),
      clearPhoto: () => held.clear(),
      retypeBirth: () => ports.entries.numberB.retype('birth'),
      visitBegins: raise({ type: 'visit.begins' }),
      takeUpCard: raise({ type: 'card.taken-up' }),
      oweCard: raise({ type: 'card.owed' }),
      wantStaff: raise({ type: 'staff.wanted' }),
      answerCall: raise({ type: 'help.answered' }),
      wantFront: raise({ type: 'front.wanted' }),
      askPatient: raise({ type: 'attention.asked' }),
      holdAttention: raise({ type: 'attention.held' }),
      attentionLost: raise({ type: 'attention.lost' }),
    },
  });
}

export type VisitSetup = ReturnType<typeof createVisitSetup>;

/** Parameter of an action or guard: what the finished work answered. */
export function output<T>({ event }: { readonly event: { readonly output: T } }): T {
  return event.output;
}

/** Parameter of an action: the numbered problem behind a rejection, or `fallback` for a stranger. */
export function problemOr(fallback: ProblemCode) {
  return ({ event }: { readonly event: { readonly error: unknown } }): Problem => problemOf(event.error, fallback);
}
