import type { X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import { checkTrust, parseCertificate } from './certificate.ts';
import { readAuthenticationAuthority, readAuthenticationCertificate } from './jpki.ts';
import type { CardChannel } from './reader.ts';

/**
 * Reads the 利用者証明用 certificate and checks who issued it; its dates are another question. JPKI must be the current
 * application. Errors: U-113 where there is none, U-111 where none of the anchors vouches for it.
 */
export async function readTrustedCertificate(
  channel: CardChannel,
  anchors: readonly X509Certificate[],
  now: Date,
  signal: AbortSignal,
): Promise<Result<X509Certificate>> {
  const der = await readAuthenticationCertificate(channel, signal);
  if (!der.ok) return der;
  if (!der.value) return failed('U-113');
  const certificate = parseCertificate(der.value);
  if (!certificate.ok) return certificate;
  const direct = checkTrust(certificate.value, undefined, anchors, now);
  if (direct.ok) return certificate;
  // The authority's certificate is 1.3 KB over the radio, so it is only asked for where the anchors do not do.
  const authority = await readAuthority(channel, signal);
  if (!authority.ok) return authority;
  const trusted = checkTrust(certificate.value, authority.value, anchors, now);
  return trusted.ok ? certificate : trusted;
}

async function readAuthority(channel: CardChannel, signal: AbortSignal): Promise<Result<X509Certificate | undefined>> {
  const der = await readAuthenticationAuthority(channel, signal);
  if (!der.ok) return der;
  return der.value ? parseCertificate(der.value) : ok(undefined);
}
