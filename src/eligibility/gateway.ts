import type { Result } from '../problem/result.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import type { PersonRecord } from '../reception/reception.ts';
import type { SubsidyCertificate } from '../reception/subsidy.ts';

/** Passive liveness and challenge of a face proof, as far as it may leave the kiosk. */
export interface LivenessSummary {
  /** 0 to 1; null where the profile has no passive signal. */
  readonly passive: number | null;
  readonly challenge: 'not-asked' | 'passed';
}

/** How the person on whose behalf we ask proved to be the card's holder. */
export type HolderEvidence =
  | {
      /** `phone`: the phone checked its owner by itself (iPhone), and its token signed. */
      readonly method: 'pin' | 'phone';
      readonly challenge: Uint8Array;
      readonly signature: Uint8Array;
      readonly provenAt: string;
    }
  | {
      readonly method: 'face';
      readonly score: number;
      readonly profile: string;
      readonly liveness: LivenessSummary;
      readonly provenAt: string;
    }
  | {
      /** 目視: a staff member compared person and printed photo. */
      readonly method: 'visual';
      readonly staff: string;
      readonly reason: VisualReason;
      readonly provenAt: string;
    };

/** Why staff looked instead of a machine. */
export const visualReasons = ['face-failed', 'pin-forgotten', 'injury', 'dementia', 'other'] as const;
export type VisualReason = (typeof visualReasons)[number];

/** One question to the eligibility system. */
export interface EligibilityQuestion {
  /** The 利用者証明用 certificate, DER; its serial stands for the person. */
  readonly certificate: Uint8Array;
  readonly holder: HolderEvidence;
}

/** What is known of a card before anybody has proven to be its holder: nothing about the person. */
export interface CardStatus {
  /** Whether it is registered for use as an insurance card (利用登録). */
  readonly registered: boolean;
  readonly revoked: boolean;
}

/** Whose insurance an unfinished reception is about, when their card is no longer here. One of the two is there. */
export interface AbsentPerson {
  readonly receptionId: string;
  /** Lower-case hex; null where no card was read (disaster, emergency). */
  readonly certificateSerial: string | null;
  /** Null where the four items were not read: a phone does not tell them. */
  readonly person: PersonRecord | null;
}

/**
 * Port: the eligibility system, PMH included. Errors everywhere: U-402 not reached or late, U-403 answered wrongly,
 * U-404 still working on it. Nothing is asked twice by itself.
 */
export interface EligibilityGateway {
  /** Asked as soon as a card lies there. A gateway that does not know gives an error, and the visit goes on. */
  cardStatus(certificate: Uint8Array, signal: AbortSignal): Promise<Result<CardStatus>>;
  /** 利用登録 at the patient's own wish. */
  register(certificate: Uint8Array, signal: AbortSignal): Promise<Result<void>>;
  /** Is the insurance valid, and which is it? */
  ask(question: EligibilityQuestion, signal: AbortSignal): Promise<Result<EligibilityAnswer>>;
  /** What PMH has for this person; an empty list is an answer. */
  subsidies(question: EligibilityQuestion, signal: AbortSignal): Promise<Result<readonly SubsidyCertificate[]>>;
  /** For a provisional reception, once the line is back. */
  askAbsent(person: AbsentPerson, signal: AbortSignal): Promise<Result<EligibilityAnswer>>;
}
