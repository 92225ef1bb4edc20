import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Value of `X-Uketsuke-Signature`: `sha256=` and the hex HMAC-SHA256 over the timestamp header, a full stop, and the
 * body's bytes. The timestamp is signed so that a recorded request cannot be played again later.
 * @param timestamp seconds since the epoch, decimal, as in `X-Uketsuke-Timestamp`.
 */
export function signatureOf(secret: Uint8Array, timestamp: string, body: Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/** Compares two signatures in a time that does not depend on where they differ. */
export function signaturesAgree(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
