import type { CardIdentity, PlacedCard } from '../card/placedCard.ts';
import type { ConsentAnswer, ConsentItem } from '../consent/items.ts';
import type { EligibilityAnswer } from '../eligibility/answer.ts';
import type { HolderEvidence } from '../eligibility/gateway.ts';
import type { Problem } from '../problem/result.ts';
import type { Language } from '../screen/view.ts';

/** Why the patient is back at the choice of method. */
export type MethodNotice = 'none' | 'pin-wrong' | 'pin-locked' | 'face-failed' | 'face-unavailable';

/**
 * Everything about one patient, in one object that is dropped whole on every way out of a visit. No PIN, no image, no
 * embedding: those never enter the statechart.
 */
export interface PatientVisit {
  readonly identity: CardIdentity | null;
  /** How far the photo of the card is: being read, enrolled, or not to be had. */
  readonly photo: 'pending' | 'ready' | 'unavailable';
  readonly faceAttemptsLeft: number;
  readonly pinTriesLeft: number;
  readonly notice: MethodNotice;
  /** Set when identity is proven, and only then. */
  readonly holder: HolderEvidence | null;
  readonly consents: Readonly<Partial<Record<ConsentItem, ConsentAnswer>>>;
  readonly eligibility: EligibilityAnswer | null;
  readonly eligibilityProblem: Problem | null;
  /** When the inactivity countdown appeared, milliseconds since the epoch. */
  readonly warnedAt: number | null;
}

/** The statechart's whole memory. */
export interface KioskContext {
  readonly language: Language;
  /** The line to the card that lies on the reader; a thing, not a patient's data. */
  readonly card: PlacedCard | null;
  readonly visit: PatientVisit | null;
  /** What the problem screen shows, by number only. */
  readonly problem: Problem | null;
  /** Why the kiosk is out of service. */
  readonly outage: Problem | null;
}

/** The visit in `context`. Called only by states that exist inside a visit; anything else is a bug. */
export function visitIn(context: KioskContext): PatientVisit {
  if (!context.visit) throw new Error('no visit is going on');
  return context.visit;
}

/** The card on the reader. Called only by states that exist while one lies there; anything else is a bug. */
export function cardIn(context: KioskContext): PlacedCard {
  if (!context.card) throw new Error('no card is on the reader');
  return context.card;
}

/** A visit that has just begun. */
export function newVisit(faceAttempts: number): PatientVisit {
  return {
    identity: null,
    photo: 'pending',
    faceAttemptsLeft: faceAttempts,
    pinTriesLeft: 0,
    notice: 'none',
    holder: null,
    consents: {},
    eligibility: null,
    eligibilityProblem: null,
    warnedAt: null,
  };
}
