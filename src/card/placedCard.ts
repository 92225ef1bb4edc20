import type { Result } from '../problem/result.ts';

/** What a My Number card tells without any secret. */
export interface CardIdentity {
  /** 利用者証明用 certificate, DER. Holds no personal attributes: its serial number stands for the person. */
  readonly certificate: Uint8Array;
  /** Serial number of that certificate, lower-case hex. */
  readonly serial: string;
  /** End of validity of that certificate, ISO 8601. */
  readonly notAfter: string;
  /** Tries left for the 利用者証明用 PIN, 0 to 3; 0 is locked. */
  readonly pinTriesLeft: number;
  /** Whether the photo can be opened: the card has the 券面 application and its 照合番号B is known. */
  readonly photo: 'available' | 'unavailable';
}

/** The card's signature over our challenge, verified under its certificate and that certificate's chain. */
export interface PossessionProof {
  readonly challenge: Uint8Array;
  readonly signature: Uint8Array;
  /** When the signature was verified, ISO 8601. */
  readonly provenAt: string;
}

/** What became of one PIN. */
export type PinOutcome =
  | { readonly kind: 'proven'; readonly proof: PossessionProof }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'locked' };

/** A face photo as it lies on the chip: a JP2 file, grey. The holder zeroes `bytes` when done. */
export interface ChipPhoto {
  readonly bytes: Uint8Array;
}

/**
 * A My Number card on the reader, as the visit sees it. The visit knows this; it does not know APDUs.
 * All calls queue on the one line to the card.
 */
export interface PlacedCard {
  identify(signal: AbortSignal): Promise<Result<CardIdentity>>;
  /**
   * Verifies the PIN on the card and has the card sign a fresh challenge. Spends one try when the PIN is wrong and is
   * never repeated by machine. The bytes of `pin` (ASCII digits) are zeroed before this returns, whatever happens.
   */
  provePossession(pin: Uint8Array, signal: AbortSignal): Promise<Result<PinOutcome>>;
  readPhoto(signal: AbortSignal): Promise<Result<ChipPhoto>>;
  /** Ends the card's part of the visit: the card is powered off. */
  release(): Promise<void>;
}

/** Port: whoever can tell the number that opens the card's front without a PIN. */
export interface VerificationNumberSource {
  /**
   * 照合番号B (14 digits: era birth date YYMMDD, expiry YYYY, security code), as printed on the card that lies on the
   * reader; undefined where nobody can tell it. ASCII digits; the caller zeroes them.
   */
  readNumberB(signal: AbortSignal): Promise<Uint8Array | undefined>;
}
