import { and, not, stateIn } from 'xstate';
import type { PhoneOutcome } from '../card/phoneToken.ts';
import type { PinOutcome } from '../card/placedCard.ts';
import type { CardStatus } from '../eligibility/gateway.ts';
import type { FaceOutcome } from '../face/faceMatcher.ts';
import type { Problem } from '../problem/result.ts';
import type { PasscodeOutcome } from '../reception/passcode.ts';
import { isReimbursed } from '../reception/subsidy.ts';
import { validityRules } from '../reception/validity.ts';
import { chipRules, isProven, speaksForLife } from '../reception/whatMayFollow.ts';
import type { CardFront, Recognition } from './actors.ts';
import { type KioskContext, outageIn, visitIn } from './context.ts';
import { allSubsidiesAnswered, problemForDesk, wantedSubsidies } from './facts.ts';
import { isUnderWay } from './photoStanding.ts';
import type { VisitPorts } from './ports.ts';
import type { VisitSettings } from './settings.ts';

interface Scope {
  readonly context: KioskContext;
}

/** Whether the face method may be offered for the card of this visit. */
export function faceIsOffered(context: KioskContext): boolean {
  const { photo, faceAttemptsLeft } = visitIn(context);
  return (isUnderWay(photo) || photoCounts(context)) && faceAttemptsLeft > 0;
}

/** Whether the photo is enrolled, and the chip has proven that it is the holder's. */
function photoCounts(context: KioskContext): boolean {
  const { photo, chip } = visitIn(context);
  return photo === 'ready' && chipRules[chip].mayMatchFace;
}

/** Whether typing the numbers printed on the card would open the face method. */
export function numberBIsOffered(context: KioskContext): boolean {
  const { photo, faceAttemptsLeft } = visitIn(context);
  return photo === 'number-needed' && faceAttemptsLeft > 0;
}

/** Whether the card is where it belongs: nothing but a look goes on while somebody has it in their hand. */
export function cardLies(context: KioskContext): boolean {
  return visitIn(context).lift === null;
}

/** Whether staff may look instead of a machine (目視): the chip has to have proven what they compare the person with. */
export function visualIsOffered(context: KioskContext, { offersVisual }: VisitSettings): boolean {
  return offersVisual && chipRules[visitIn(context).chip].mayBeSeen;
}

/** Whether that may come to be: the card's front is still being read, or the patient or staff may type its number. */
export function visualMayCome(context: KioskContext, settings: VisitSettings): boolean {
  const { photo } = visitIn(context);
  return (
    visualIsOffered(context, settings) || (settings.offersVisual && (photo === 'pending' || photo === 'number-needed'))
  );
}

/** Whether the PIN method may be offered for the card of this visit. */
export function pinIsOffered(context: KioskContext): boolean {
  return visitIn(context).pinTriesLeft > 0;
}

/** Whether the question about the insurance is neither answered nor given up. */
function eligibilityIsOpen(context: KioskContext): boolean {
  const { eligibility, eligibilityProblem } = visitIn(context);
  return eligibility === null && eligibilityProblem === null;
}

/** Whether the card's front has said what the answer can be compared with, or is known not to. */
function isCompared(context: KioskContext): boolean {
  return visitIn(context).photo !== 'pending';
}

/** Whether the answer is there, is about this person, and says that they are insured. */
function isInsured(context: KioskContext): boolean {
  const visit = visitIn(context);
  return (
    visit.eligibility !== null && validityRules[visit.eligibility.validity].isInsured && visit.link.kind !== 'mismatch'
  );
}

/** Every question the statechart asks before it moves, by name. */
export function createGuards(ports: Pick<VisitPorts, 'entries'>, settings: VisitSettings) {
  const certificateClass = (context: KioskContext) => visitIn(context).identity?.certificateClass;
  return {
    freshCardInService: and([stateIn({ card: 'fresh' }), stateIn({ service: 'inService' })]),
    phoneTaken: and([() => settings.takesPhones, stateIn({ service: 'inService' })]),
    servedCardIsThere: stateIn({ card: 'served' }),
    noServedCard: not(stateIn({ card: 'served' })),
    readerIsOut: ({ context }: Scope) => context.outages.reader !== null,
    erasureIsOut: ({ context }: Scope) => context.outages.erasure !== null,
    isOutBetweenVisits: and([
      ({ context }: Scope) => context.outages.storage !== null || context.outages.update !== null,
      stateIn({ visit: 'idle' }),
    ]),
    isFree: stateIn({ visit: 'idle' }),
    /** Between two visits, never with a card in it, nor while an update is written: the screen has to say so. */
    mayDiagnose: and([
      stateIn({ visit: 'idle' }),
      stateIn({ card: 'absent' }),
      ({ context }: Scope) => context.outages.update === null,
    ]),
    nobodyDiagnoses: not(stateIn({ service: 'diagnostics' })),
    noCard: stateIn({ card: 'absent' }),
    nothingStandsInTheWay: ({ context }: Scope) => outageIn(context) === null,
    problemIsKnown: ({ context }: Scope) => context.problem !== null,
    checkedIn: ({ context }: Scope) => context.farewell?.kind === 'done',

    broughtCard: ({ context }: Scope) => visitIn(context).token === 'card',
    broughtAndroid: ({ context }: Scope) => visitIn(context).token === 'android',
    phoneIsHeld: ({ context }: Scope) => context.phone !== null,
    phoneProven: (_: Scope, outcome: PhoneOutcome) => outcome.kind === 'proven',
    phonePinWrong: (_: Scope, outcome: PhoneOutcome) => outcome.kind === 'wrong',
    phoneLastTry: (_: Scope, outcome: PhoneOutcome) => outcome.kind === 'last-try',
    phoneLocked: (_: Scope, outcome: PhoneOutcome) => outcome.kind === 'locked',

    certificateRevoked: ({ context }: Scope) => certificateClass(context) === 'revoked',
    certificateUnusable: ({ context }: Scope) => certificateClass(context) === 'unusable',
    certificateInGrace: ({ context }: Scope) => certificateClass(context) === 'grace',
    certificateExpiring: ({ context }: Scope) => certificateClass(context) === 'expiring',
    cardRevoked: (_: Scope, status: CardStatus) => status.revoked,
    cardUnregistered: (_: Scope, status: CardStatus) => !status.registered,
    holderProven: ({ context }: Scope) => isProven(visitIn(context).holder, visitIn(context).chip),

    faceOffered: ({ context }: Scope) => faceIsOffered(context) && cardLies(context),
    numberBOffered: ({ context }: Scope) => numberBIsOffered(context),
    pinOffered: ({ context }: Scope) => pinIsOffered(context) && cardLies(context),
    visualOffered: ({ context }: Scope) => visualIsOffered(context, settings),
    /** Of two who approve only the first decides anything; a card in the hand is approved to be laid back. */
    mayBeApproved: ({ context }: Scope) =>
      visualIsOffered(context, settings) && visitIn(context).approval === null && cardLies(context),
    mayBeApprovedInHand: ({ context }: Scope) =>
      visualIsOffered(context, settings) && visitIn(context).approval === null && !cardLies(context),
    staffAreHere: ({ context }: Scope) => visitIn(context).staff !== null,
    passcodesTaken: ({ context }: Scope) => visitIn(context).passcode !== 'locked',
    passcodesLocked: (_: Scope, outcome: PasscodeOutcome) => outcome.kind === 'locked',
    sameCard: (_: Scope, outcome: Recognition) => outcome.kind === 'same',
    approvedInHand: ({ context }: Scope, outcome: Recognition) =>
      outcome.kind === 'same' && visitIn(context).approval !== null,
    callOfAnotherVisit: ({ context }: Scope) => context.call?.beforeVisit === false,
    noMethodLeft: ({ context }: Scope) =>
      !faceIsOffered(context) &&
      !pinIsOffered(context) &&
      !numberBIsOffered(context) &&
      !visualMayCome(context, settings),
    photoReady: ({ context }: Scope) => photoCounts(context),
    photoPending: ({ context }: Scope) => visitIn(context).photo === 'pending',
    photoGone: ({ context }: Scope) => !isUnderWay(visitIn(context).photo) && !photoCounts(context),
    /** Whoever has proven otherwise who they are is compared with nothing: no network sees their photo. */
    photoToBeEnrolled: ({ context }: Scope, { photo }: CardFront) =>
      photo === 'read' && visitIn(context).holder === null,
    nobodyTellsTheNumber: (_: Scope, problem: Problem) => problem.code === 'U-215',
    /** A signature on it was wrong, or the chip does not hold its key. */
    chipRefused: (_: Scope, problem: Problem) => problem.code === 'U-202',
    faceMatched: ({ context }: Scope, outcome: FaceOutcome) =>
      outcome.kind === 'match' && photoCounts(context) && speaksForLife(outcome.liveness),
    faceExhausted: ({ context }: Scope) => visitIn(context).faceAttemptsLeft === 0,

    pinComplete: () => ports.entries.pin.complete,
    passcodeComplete: () => ports.entries.passcode.complete,
    numberBComplete: () => ports.entries.numberB.complete,
    numberBAmbiguous: () => ports.entries.numberB.isAmbiguous,
    numberBPlausible: () => ports.entries.numberB.makesSense(),
    pinProven: (_: Scope, outcome: PinOutcome) => outcome.kind === 'proven',
    pinWrongAgain: (_: Scope, outcome: PinOutcome) => outcome.kind === 'wrong' && outcome.triesLeft > 1,
    pinWrongLastTry: (_: Scope, outcome: PinOutcome) => outcome.kind === 'wrong' && outcome.triesLeft === 1,
    passcodeRight: (_: Scope, outcome: PasscodeOutcome) => outcome.kind === 'staff',

    nothingToAsk: () => settings.consentItems.length === 0,
    allItemsAnswered: ({ context }: Scope) =>
      settings.consentItems.every((item) => visitIn(context).consents[item] !== undefined),
    formNotAsked: () => !settings.asksPrescriptionForm,

    subsidiesNotAsked: () => !settings.asksSubsidies,
    notInsured: ({ context }: Scope) =>
      visitIn(context).eligibility !== null && isCompared(context) && !isInsured(context),
    subsidiesOffered: ({ context }: Scope) =>
      (visitIn(context).subsidyOffer?.length ?? 0) > 0 && isCompared(context) && isInsured(context),
    subsidiesNone: ({ context }: Scope) =>
      visitIn(context).subsidyOffer?.length === 0 && isCompared(context) && isInsured(context),
    subsidiesUnknown: ({ context }: Scope) =>
      visitIn(context).subsidiesFailed || visitIn(context).eligibilityProblem !== null,
    subsidiesSeveral: ({ context }: Scope) => (visitIn(context).subsidyOffer?.length ?? 0) > 1,
    subsidiesAnsweredOneWanted: ({ context }: Scope) =>
      allSubsidiesAnswered(visitIn(context)) && wantedSubsidies(visitIn(context)).length > 0,
    subsidiesAnsweredNoneWanted: ({ context }: Scope) =>
      allSubsidiesAnswered(visitIn(context)) && wantedSubsidies(visitIn(context)).length === 0,
    subsidyReimbursed: ({ context }: Scope) =>
      visitIn(context).subsidies?.certificates.some((each) => isReimbursed(each, settings.institutionCode)) ?? false,

    everythingIsIn: ({ context }: Scope) => !eligibilityIsOpen(context) && isCompared(context),
    deskHasToLook: ({ context }: Scope) => problemForDesk(visitIn(context)) !== null,
    eligibilityOpen: ({ context }: Scope) => eligibilityIsOpen(context),
  };
}
