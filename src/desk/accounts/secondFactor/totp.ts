import { Secret, TOTP } from 'otpauth';
import { second } from '../../../kernel/durations.ts';

/** What every authenticator app takes: RFC 6238 with SHA-1, six digits, half a minute. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secretBytes = 20;

/** Steps before and after the present one whose code is taken too: clocks of phones and kiosks differ. */
const drift = 1;

/** A fresh shared secret. */
export function newTotpSecret(): Uint8Array {
  return new Secret({ size: secretBytes }).bytes;
}

/** The secret as people type it where there is no camera: base32. */
export function typedSecret(bytes: Uint8Array): string {
  return secretOf(bytes).base32;
}

/** What the QR code holds. `issuer` and `label` are what the app lists it under. */
export function enrolmentUri(
  bytes: Uint8Array,
  { issuer, label }: { readonly issuer: string; readonly label: string },
) {
  return new TOTP({ ...form, issuer, label, secret: secretOf(bytes) }).toString();
}

/** The step (counter of half minutes since 1970) whose code this is, at `now`; undefined where it is none of them. */
export function stepOfCode(bytes: Uint8Array, code: string, now: number): number | undefined {
  const delta = new TOTP({ ...form, secret: secretOf(bytes) }).validate({ token: code, timestamp: now, window: drift });
  return delta === null ? undefined : Math.floor(now / (form.period * second)) + delta;
}

/** The code at `now`. */
export function codeAt(bytes: Uint8Array, now: number): string {
  return new TOTP({ ...form, secret: secretOf(bytes) }).generate({ timestamp: now });
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}
