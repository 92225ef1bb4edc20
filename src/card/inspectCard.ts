import type { X509Certificate } from 'node:crypto';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { applicationId } from './application.ts';
import { checkTime, checkTrust, parseCertificate, serialOf, validityOf } from './certificate.ts';
import { type CertificateClass, classifyByTime } from './certificateClass.ts';
import { pinTriesLeft, readAuthenticationAuthority, readAuthenticationCertificate, readPinState } from './jpki.ts';
import type { CardChannel } from './reader.ts';
import { selectApplication } from './select.ts';
import { readTokenKind, type TokenKind } from './token.ts';

/** What a technician may see of a card: nothing that opens anything, nothing about the person. */
export interface CardReport {
  /** Answer to reset, hex. */
  readonly atr: string;
  readonly token: TokenKind;
  /** The same in words. */
  readonly kind: string;
  /** Whether the reader passes extended length; `unknown` where nothing was long enough to tell. */
  readonly extendedLength: 'unknown' | 'passes' | 'fails';
  /** Undefined where the card holds none. */
  readonly certificate:
    | {
        readonly serial: string;
        readonly issuer: string;
        /** ISO 8601. */
        readonly notBefore: string;
        readonly notAfter: string;
        readonly class: Exclude<CertificateClass, 'revoked'>;
        /** Why it is not accepted; undefined where it is. */
        readonly problem: Problem | undefined;
      }
    | undefined;
  /** Undefined where the card has no PIN for user authentication. */
  readonly pinTriesLeft: number | undefined;
}

const kinds: Readonly<Record<TokenKind, string>> = {
  'my-number-card': 'My Number card',
  'resident-register-card': 'Basic Resident Register card (old)',
  android: 'My Number on an Android phone',
  iphone: 'My Number on an iPhone',
  unknown: 'JPKI token of an unknown kind',
};

/** Reads what a card says of itself without any secret. Errors: U-102 for another kind of card, and the line's. */
export async function inspectCard(
  channel: CardChannel,
  trustAnchors: readonly X509Certificate[],
  now: Date,
  signal: AbortSignal,
): Promise<Result<CardReport>> {
  const jpki = await selectApplication(channel, applicationId.jpki, signal);
  if (!jpki.ok) return jpki;
  if (jpki.value === 'absent') return failed('U-102', `ATR ${hex(channel.atr)}`);
  const token = await readTokenKind(channel, signal);
  if (!token.ok) return token;
  const der = await readAuthenticationCertificate(channel, signal);
  if (!der.ok) return der;
  const authority = await readAuthenticationAuthority(channel, signal);
  if (!authority.ok) return authority;
  const pin = await readPinState(channel, signal);
  if (!pin.ok) return pin;
  const certificate = parsed(der.value);
  return ok({
    atr: hex(channel.atr),
    token: token.value,
    kind: kinds[token.value],
    extendedLength: channel.reader.extendedLength,
    certificate: certificate && describeCertificate(certificate, parsed(authority.value), trustAnchors, now),
    pinTriesLeft: pin.value && pinTriesLeft(pin.value),
  });
}

function describeCertificate(
  certificate: X509Certificate,
  authority: X509Certificate | undefined,
  anchors: readonly X509Certificate[],
  now: Date,
): NonNullable<CardReport['certificate']> {
  const validity = validityOf(certificate);
  const trusted = checkTrust(certificate, authority, anchors, now);
  const checked = trusted.ok ? checkTime(certificate, now) : trusted;
  return {
    serial: serialOf(certificate),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    notBefore: validity.notBefore.toISOString(),
    notAfter: validity.notAfter.toISOString(),
    class: classifyByTime(validity, now),
    problem: checked.ok ? undefined : checked.problem,
  };
}

function parsed(bytes: Uint8Array | undefined): X509Certificate | undefined {
  if (bytes === undefined) return undefined;
  const certificate = parseCertificate(bytes);
  return certificate.ok ? certificate.value : undefined;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
