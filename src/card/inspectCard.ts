import type { X509Certificate } from 'node:crypto';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { checkChain, parseCertificate, serialOf } from './certificate.ts';
import {
  readAuthenticationAuthority,
  readAuthenticationCertificate,
  readPinTriesLeft,
  readTokenLabel,
  selectJpki,
} from './jpki.ts';
import type { CardChannel } from './reader.ts';

/** What a technician may see of a card: nothing that opens anything, nothing about the person. */
export interface CardReport {
  /** Answer to reset, hex. */
  readonly atr: string;
  readonly kind: string;
  /** Undefined where the card holds none. */
  readonly certificate:
    | {
        readonly serial: string;
        readonly issuer: string;
        /** ISO 8601. */
        readonly notBefore: string;
        readonly notAfter: string;
        /** Why it is not accepted; undefined where it is. */
        readonly problem: Problem | undefined;
      }
    | undefined;
  readonly pinTriesLeft: number;
}

/** The tokens that answer to the JPKI application, by the label in their token information. */
const kinds: Readonly<Record<string, string>> = {
  JPKIAPICCTOKEN2: 'My Number card',
  JPKIAPICCTOKEN: 'Basic Resident Register card (old)',
  JPKIAPGPSETOKEN: 'My Number on an Android phone',
  JPKIAPIOSTOKEN: 'My Number on an iPhone',
};

/** Reads what a card says of itself without any secret. Errors: U-102 for another kind of card, and the line's. */
export async function inspectCard(
  channel: CardChannel,
  trustAnchors: readonly string[],
  now: Date,
  signal: AbortSignal,
): Promise<Result<CardReport>> {
  const jpki = await selectJpki(channel, signal);
  if (!jpki.ok) return jpki;
  if (jpki.value === 'absent') return failed('U-102', `ATR ${hex(channel.atr)}`);
  const label = await readTokenLabel(channel, signal);
  if (!label.ok) return label;
  const der = await readAuthenticationCertificate(channel, signal);
  if (!der.ok) return der;
  const authority = await readAuthenticationAuthority(channel, signal);
  if (!authority.ok) return authority;
  const pinTriesLeft = await readPinTriesLeft(channel, signal);
  if (!pinTriesLeft.ok) return pinTriesLeft;
  const certificate = parsed(der.value);
  const anchors = trustAnchors.map(parsed).filter((anchor) => anchor !== undefined);
  const chain = certificate && checkChain(certificate, parsed(authority.value), anchors, now);
  return ok({
    atr: hex(channel.atr),
    kind: kinds[label.value ?? ''] ?? `JPKI token ${label.value ?? 'without a label'}`,
    certificate: certificate && {
      serial: serialOf(certificate),
      issuer: certificate.issuer.replaceAll('\n', ', '),
      notBefore: new Date(certificate.validFrom).toISOString(),
      notAfter: new Date(certificate.validTo).toISOString(),
      problem: chain && !chain.ok ? chain.problem : undefined,
    },
    pinTriesLeft: pinTriesLeft.value,
  });
}

function parsed(bytes: Uint8Array | string | undefined): X509Certificate | undefined {
  if (bytes === undefined) return undefined;
  const certificate = parseCertificate(bytes);
  return certificate.ok ? certificate.value : undefined;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
