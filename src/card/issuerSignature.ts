import { constants, type KeyObject, publicDecrypt } from 'node:crypto';
import { digestInfo } from './digestInfo.ts';
import type { IssuerTrust } from './issuerTrust.ts';

/**
 * Whether `signature` is the issuer's (RSA PKCS #1 v1.5) over DigestInfo { sha256, `digest` }. The front of the card
 * signs three hashes in the place of one, which no library's `verify` knows, so what the signature holds is compared.
 */
export function isSignedByIssuer(signature: Uint8Array, digest: Uint8Array, issuerKey: KeyObject): boolean {
  try {
    const signed = publicDecrypt({ key: issuerKey, padding: constants.RSA_PKCS1_PADDING }, signature);
    return signed.equals(digestInfo(digest));
  } catch {
    // Not of the key's length, or no PKCS #1 padding inside.
    return false;
  }
}

export function trustIn(issuerKey: KeyObject, known: readonly KeyObject[]): IssuerTrust {
  return known.some((key) => key.equals(issuerKey)) ? 'verified' : 'unanchored';
}
