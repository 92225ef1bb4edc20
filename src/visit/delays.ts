import type { VisitSettings } from './settings.ts';

const second = 1000;
const minute = 60 * second;

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
    /** Photo off the card, decoded and embedded; runs behind the patient's own choices. */
    photoLimit: 30 * second,
    /** One face attempt, and what it takes to wind it up. */
    faceLimit: settings.faceAttemptMs + 5 * second,
    /** VERIFY and one RSA signature on the card. */
    pinLimit: 20 * second,
    /** What is left to wait for eligibility once the patient has answered everything. */
    eligibilityLimit: settings.eligibilityMs + 2 * second,
    /** Commit of one reception, fsync included. */
    recordLimit: 10 * second,
    /** Card powered off, face data zeroed. */
    clearLimit: 5 * second,
    /** A visit that is still going on after this is stuck, whatever each step thinks. */
    visitLimit: 15 * minute,
    inactivity: settings.inactivityMs,
    countdown: settings.countdownMs,
    doneShown: settings.doneMs,
    problemShown: settings.problemMs,
    /** A problem after the card has left: long enough to read, short enough for the next in line. */
    problemLingers: 15 * second,
    /** A language chosen on the idle screen by somebody who walked away. */
    languageForgotten: minute,
  } as const;
}

export type DelayName = keyof ReturnType<typeof createDelays>;
