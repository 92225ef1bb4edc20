import type { Result } from '../problem/result.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import type { HolderEvidence } from '../reception/evidence.ts';
import type { PersonRecord } from '../reception/person.ts';
import type { SubsidyCertificate } from '../reception/subsidy.ts';

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
 * U-404 still working on it, U-409 not let in, U-411 no secured connection. Nothing is asked twice by itself.
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
