import { X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';

/** How a 利用者証明用 certificate names its kind: in the name of whoever issued it. */
const authenticationIssuer = 'OU=JPKI for user authentication';

/** Bytes of DER: those on a card have 1,600. What a card says beyond this is nobody's certificate, and is not parsed. */
export const longestCertificate = 4_096;

/** RSA-2048 is what cards and their authorities have; other keys cost time, or are worth nothing. */
const usualKey = { leastBits: 2_048, mostBits: 4_096, mostExponent: 0xffff_ffffn } as const;

/**
 * The certificate behind DER or PEM; U-111 where the bytes are none, are too many, or have no dates or no usual key:
 * whoever made it has proved nothing yet.
 */
export function parseCertificate(bytes: Uint8Array | string): Result<X509Certificate> {
  if (typeof bytes !== 'string' && bytes.length > longestCertificate) {
    return failed('U-111', `a certificate of ${bytes.length} bytes`);
  }
  try {
    const certificate = new X509Certificate(bytes);
    const { notBefore, notAfter } = validityOf(certificate);
    // OpenSSL takes any text for a date until somebody asks.
    const hasDates = !Number.isNaN(notBefore.getTime()) && !Number.isNaN(notAfter.getTime());
    if (hasDates && hasUsualKey(certificate)) return ok(certificate);
  } catch {
    // Said below.
  }
  return failed('U-111', 'not an X.509 certificate');
}

function hasUsualKey({ publicKey }: X509Certificate): boolean {
  const { modulusLength = 0, publicExponent = 0n } = publicKey.asymmetricKeyDetails ?? {};
  return (
    publicKey.asymmetricKeyType === 'rsa' &&
    modulusLength >= usualKey.leastBits &&
    modulusLength <= usualKey.mostBits &&
    publicExponent <= usualKey.mostExponent
  );
}

/** Serial number as the rest of the program writes it: lower-case hex. */
export function serialOf(certificate: X509Certificate): string {
  return certificate.serialNumber.toLowerCase();
}

/**
 * Checks that `certificate` is for user authentication and was issued by a trust anchor, or by `authority` (the
 * authority's certificate from the card) which is one or was itself issued by one, and that the authorities are within
 * their validity at `now`. U-111 where not. The certificate's own dates are for {@link checkTime}: those of a forgery
 * mean nothing.
 *
 * The anchor is found by signature, not by name: the names of the real authorities are the same over generations.
 */
export function checkTrust(
  certificate: X509Certificate,
  authority: X509Certificate | undefined,
  anchors: readonly X509Certificate[],
  now: Date,
): Result<void> {
  if (!certificate.issuer.split('\n').includes(authenticationIssuer)) {
    return failed('U-111', 'not a certificate for user authentication');
  }
  const authorities = authoritiesOf(certificate, authority, anchors);
  if (!authorities) return failed('U-111', 'no trust anchor issued this certificate');
  const outside = authorities.find((each) => !isValidAt(each, now));
  if (!outside) return ok(undefined);
  // An authority out of date is a matter of configuration, not of this person's card.
  return failed('U-111', `the authority's certificate is valid from ${outside.validFrom} to ${outside.validTo}`);
}

/** U-112 where the certificate has ended at `now`; U-604 where it has not begun: cards are not handed out before that. */
export function checkTime(certificate: X509Certificate, now: Date): Result<void> {
  if (isValidAt(certificate, now)) return ok(undefined);
  if (now < new Date(certificate.validFrom))
    return failed('U-604', `a card's certificate begins ${certificate.validFrom}`);
  return failed('U-112', `valid from ${certificate.validFrom} to ${certificate.validTo}`);
}

/** From when to when the certificate is valid. */
export function validityOf(certificate: X509Certificate): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(certificate.validFrom), notAfter: new Date(certificate.validTo) };
}

/** Those above `certificate`, an anchor last; undefined where the way up ends before one. */
function authoritiesOf(
  certificate: X509Certificate,
  authority: X509Certificate | undefined,
  anchors: readonly X509Certificate[],
): readonly X509Certificate[] | undefined {
  const direct = anchors.find((anchor) => isIssuedBy(certificate, anchor));
  if (direct) return [direct];
  if (!authority || !isIssuedBy(certificate, authority)) return undefined;
  const above = anchors.find((anchor) => isIssuedBy(authority, anchor));
  return above && [authority, above];
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key or a signature that OpenSSL cannot even look at.
    return false;
  }
}

function isValidAt(certificate: X509Certificate, now: Date): boolean {
  const { notBefore, notAfter } = validityOf(certificate);
  return notBefore <= now && now <= notAfter;
}
