import type { Result } from '../problem/result.ts';
import type { Sex } from './cardFace.ts';
import type { CertificateClass } from './certificateClass.ts';
import type { IssuerTrust } from './issuerTrust.ts';
import type { RevocationStatus } from './revocation.ts';
import type { FourItems } from './textInput.ts';
import type { TokenKind } from './token.ts';

/** What a My Number card tells without any secret. */
export interface CardIdentity {
  /** 利用者証明用 certificate, DER. Holds no personal attributes: its serial number stands for the person. */
  readonly certificate: Uint8Array;
  /** Serial number of that certificate, lower-case hex. */
  readonly serial: string;
  /** End of validity of that certificate, ISO 8601. */
  readonly notAfter: string;
  /** How that certificate stands today; revocation included where somebody could tell. */
  readonly certificateClass: CertificateClass;
  /** What whoever knows says of revocation; `unknown` where nobody answered in time. */
  readonly revocation: RevocationStatus;
  /**
   * Tries left for the 利用者証明用 PIN, 0 to 3; null where the card has no such PIN. 0 is blocked, and no card says why:
   * missed too often, or never set (顔認証マイナンバーカード).
   */
  readonly pinTriesLeft: number | null;
  /** Whether there is a front to open: the card has the 券面 application. A phone has none. */
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
 * What was checked of the card itself. There is no word for a check that failed: a card that fails one gives U-202.
 * `issuerSignature` covers birth date, sex, card key, both pictures and the photo; not the expiry date.
 */
export interface GenuineEvidence {
  readonly issuerSignature: IssuerTrust;
  /** The card signed a fresh challenge with the key that the issuer's signature covers: it is no copy. */
  readonly activeAuthentication: 'verified';
}

/** What is printed on the card, read from the chip. The holder zeroes photo and pictures when done. */
export interface CardFace {
  /** Undefined on the card of a small child. */
  readonly photo: ChipPhoto | undefined;
  /** Gregorian yyyyMMdd, with zeros for what is not known. */
  readonly birthdate: string;
  readonly sex: Sex;
  /** End of the card's validity, Gregorian yyyyMMdd. */
  readonly expiry: string;
  /** Name and address as printed: PNG, one bit deep. */
  readonly namePicture: Uint8Array;
  readonly addressPicture: Uint8Array;
  readonly genuine: GenuineEvidence;
  /** Public half of the chip's own key (SPKI, DER), which the issuer's signature covers and active authentication used. */
  readonly cardKey: Uint8Array;
}

/**
 * 4情報. Their hash is always checked against the card's signed file where there is one. `unproven`: the card has none,
 * or it is not signed in the way this program expects; the rule is not published, so that alone speaks against nobody.
 */
export interface CardHolder extends FourItems {
  readonly issuerSignature: IssuerTrust | 'unproven';
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
  /**
   * Reads the front and checks that it is genuine. U-215 where nobody can tell 照合番号B; U-212 where it cannot be opened or is damaged; U-202 where the
   * issuer did not sign it or the card is not the one it was signed for.
   */
  readFace(signal: AbortSignal): Promise<Result<CardFace>>;
  /** Reads name, address, birth date and sex as text. Errors: as {@link readFace}. */
  readFourItems(signal: AbortSignal): Promise<Result<CardHolder>>;
  /**
   * Whether this chip signs a fresh challenge under `cardKey` (SPKI, DER): whether it is the card that named this key.
   * Opens nothing and costs no try.
   */
  signsUnder(cardKey: Uint8Array, signal: AbortSignal): Promise<Result<boolean>>;
  /** What answers here: the plastic card, or a phone. */
  tokenKind(signal: AbortSignal): Promise<Result<TokenKind>>;
  /** Ends the card's part of the visit: the card is powered off. */
  release(): Promise<void>;
}

/** Port: whoever can tell the number that opens the card's front without a PIN. */
export interface NumberBSource {
  /**
   * 照合番号B (14 digits: birth date YYMMDD with the year as printed, expiry YYYY, security code), as printed on the card that lies on the
   * reader; undefined where nobody can tell it. ASCII digits; the caller zeroes them.
   */
  readNumberB(signal: AbortSignal): Promise<Uint8Array | undefined>;
}
