import type { X509Certificate } from 'node:crypto';
import type { Result } from '../problem/result.ts';

/** Whether an authority took a certificate back. `unknown`: whoever knows says that this one is not theirs. */
export type RevocationStatus = 'good' | 'revoked' | 'unknown';

/**
 * Port: whoever knows which certificates were taken back. The real answer comes from J-LIS (OCSP or CRL) to accredited
 * verifiers only, so no driver for it can be built from public facts; the eligibility system, asked later in the
 * visit, looks it up in any case.
 */
export interface RevocationSource {
  /** Errors: whatever keeps the answer from coming; a caller must not take that for `good`. */
  check(certificate: X509Certificate, signal: AbortSignal): Promise<Result<RevocationStatus>>;
}
