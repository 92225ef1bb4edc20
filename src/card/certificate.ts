import { X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';

/** How a 利用者証明用 certificate names its kind: in the name of whoever issued it. */
const authenticationIssuer = 'OU=JPKI for user authentication';

/** The certificate behind DER or PEM; U-111 where the bytes are none. */
export function parseCertificate(bytes: Uint8Array | string): Result<X509Certificate> {
  try {
    return ok(new X509Certificate(bytes));
  } catch {
    return failed('U-111', 'not an X.509 certificate');
  }
}

/** Serial number as the rest of the program writes it: lower-case hex. */
export function serialOf(certificate: X509Certificate): string {
  return certificate.serialNumber.toLowerCase();
}

/**
 * Checks that `certificate` is for user authentication, issued by a trust anchor or by `authority` (the authority's
 * certificate from the card) which is one or is itself issued by one, and that everything in the chain is within its
 * validity at `now`. Errors: U-111 trust, U-112 time. Trust is checked first: the dates of a forgery mean nothing.
 *
 * The anchor is found by signature, not by name: the names of the real authorities are the same over generations.
 */
export function checkChain(
  certificate: X509Certificate,
  authority: X509Certificate | undefined,
  anchors: readonly X509Certificate[],
  now: Date,
): Result<void> {
  if (!certificate.issuer.split('\n').includes(authenticationIssuer)) {
    return failed('U-111', 'not a certificate for user authentication');
  }
  const chain = chainToAnchor(certificate, authority, anchors);
  if (!chain) return failed('U-111', 'no trust anchor issued this certificate');
  const outside = chain.find((each) => !isValidAt(each, now));
  if (!outside) return ok(undefined);
  // An authority out of date is a matter of configuration, not of this person's card.
  return outside === certificate
    ? failed('U-112', `valid from ${outside.validFrom} to ${outside.validTo}`)
    : failed('U-111', `the authority's certificate is valid from ${outside.validFrom} to ${outside.validTo}`);
}

/** Whether one of the anchors issued the certificate, so that the card's own authority need not be read. */
export function isIssuedByAny(certificate: X509Certificate, anchors: readonly X509Certificate[]): boolean {
  return anchors.some((anchor) => isIssuedBy(certificate, anchor));
}

function chainToAnchor(
  certificate: X509Certificate,
  authority: X509Certificate | undefined,
  anchors: readonly X509Certificate[],
): readonly X509Certificate[] | undefined {
  const direct = anchors.find((anchor) => isIssuedBy(certificate, anchor));
  if (direct) return [certificate, direct];
  if (!authority || !isIssuedBy(certificate, authority)) return undefined;
  const above = anchors.find((anchor) => isIssuedBy(authority, anchor));
  return above && [certificate, authority, above];
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() <= Date.parse(certificate.validTo);
}
