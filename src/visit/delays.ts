import { minute, second } from '../kernel/durations.ts';
import type { KioskContext } from './context.ts';
import type { VisitSettings } from './settings.ts';

/**
 * How long a technician has before the kiosk serves again by itself: to say who they are, so that whoever pressed the
 * corners for fun keeps nobody from being served, and for their work.
 */
export const diagnosticsMs = { door: 2 * minute, open: 30 * minute } as const;

/**
 * Every time limit of the kiosk by name, milliseconds. Time a patient is given comes from the configuration; limits on
 * machines are ours and sit above the time-outs of the drivers, so that a hanging driver never hangs a visit.
 */
export function createDelays(settings: VisitSettings) {
  return {
    /** The reader's first report after start. */
    startLimit: 15 * second,
    /** Identity, certificates and PIN tries off the card. */
    readLimit: 20 * second,
    /** Whether the card is registered: the patient waits, and the visit can go on without knowing. */
    statusLimit: 4 * second,
    /** 利用登録 at the patient's wish. */
    registrationLimit: settings.eligibilityMs + 2 * second,
    /** 照合番号B read off the printed card, photo and four items off the chip. */
    frontLimit: 40 * second,
    /** The chip's photo decoded and its face embedded, the networks loaded before where they have just started. */
    enrolLimit: 25 * second,
    /** One face attempt, and what it takes to wind it up. */
    faceLimit: settings.faceAttemptMs + 5 * second,
    /** VERIFY and one RSA signature on the card. */
    pinLimit: 20 * second,
    /** A card laid back is read and signs once more. */
    recogniseLimit: 20 * second,
    /** Everything a phone has to say while it is held there. */
    phoneLimit: 20 * second,
    /** A passcode is compared slowly on purpose. */
    passcodeLimit: 5 * second,
    /** The screen is wiped, and takes no touch. */
    cleaningOver: settings.cleaningMs,
    diagnosticsDoor: diagnosticsMs.door,
    diagnosticsLimit: diagnosticsMs.open,
    burnInLimit: ({ context }: { readonly context: KioskContext }) => context.diagnostics?.ofMs ?? diagnosticsMs.open,
    /** What is left to wait for PMH, and for the answer to compare it by. */
    subsidyLimit: settings.eligibilityMs + 2 * second,
    /** What is left to wait for eligibility once the patient has answered everything. */
    eligibilityLimit: settings.eligibilityMs + 2 * second,
    /** Commit of one reception, fsync included. */
    recordLimit: 10 * second,
    /** Card powered off, face data zeroed. */
    clearLimit: 5 * second,
    /** Before what could not be cleared up is tried once more. */
    clearAgain: 10 * second,
    /** A visit that is still going on after this is stuck, whatever each step thinks. */
    visitLimit: 15 * minute,
    /** Longer while staff are on their way: the person who needed help must not lose what they have done. */
    inactivity: ({ context }: { readonly context: KioskContext }) =>
      context.call === null ? settings.inactivityMs : settings.helpedInactivityMs,
    countdown: settings.countdownMs,
    liftedLimit: settings.liftedMs,
    /** Before a patient finds a staff member's pad open, or what only staff may press. */
    padForgotten: 30 * second,
    staffGone: 2 * minute,
    doneShown: settings.doneMs,
    /** 「受付は終わっていません」, where there is no card to take. */
    cancelledShown: 8 * second,
    /** A card that nobody takes is asked for, heard and at the desk. */
    cardForgotten: 15 * second,
    /** A call that nobody answered: whoever made it has found somebody, or left. */
    callForgotten: 5 * minute,
    problemShown: settings.problemMs,
    /** A problem after the card has left: long enough to read, short enough for the next in line. */
    problemLingers: 15 * second,
    /** Language and settings chosen on the idle screen by somebody who walked away. */
    wishesForgotten: minute,
  } as const;
}
