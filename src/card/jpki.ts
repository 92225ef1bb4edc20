import { failed, ok, type Result } from '../problem/result.ts';
import { longestCertificate } from './certificate.ts';
import { bytesPerFrame, ElementaryFile } from './elementaryFile.ts';
import type { CardChannel } from './reader.ts';
import { signMessage } from './sign.ts';
import { readTlvHeader } from './tlv.ts';
import { readSecretState, type SecretState } from './verify.ts';

/**
 * The files of 公的個人認証 (JPKI) that this program opens. Those of the 署名用 certificate, which names the person and
 * where they live, are not among them.
 */
export const jpkiFile = {
  tokenInfo: 0x0006,
  authenticationCertificate: 0x000a,
  authenticationAuthority: 0x000b,
  authenticationKey: 0x0017,
  authenticationPin: 0x0018,
} as const;

/** Tries of a 利用者証明用 PIN that was never missed. */
export const fullPinTries = 3;

/**
 * The 利用者証明用 certificate (DER), which carries no personal attributes and needs no PIN on the plastic card.
 * Undefined where the card has none: it was never issued, or taken back. JPKI must be the current application, here
 * and below.
 */
export function readAuthenticationCertificate(channel: CardChannel, signal: AbortSignal) {
  return readDer(channel, jpkiFile.authenticationCertificate, signal);
}

/** The certificate (DER) of the authority that issued the former, as the card holds it. */
export function readAuthenticationAuthority(channel: CardChannel, signal: AbortSignal) {
  return readDer(channel, jpkiFile.authenticationAuthority, signal);
}

async function readDer(
  channel: CardChannel,
  file: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array | undefined>> {
  const der = new ElementaryFile(channel, file);
  const head = await der.upTo(bytesPerFrame, signal);
  if (!head.ok) return head;
  const header = head.value && readTlvHeader(head.value);
  // Not fetched over the radio either: nobody would parse it.
  if (header && header.valueLength > longestCertificate) {
    return failed('U-111', `a certificate of ${header.valueLength} bytes`);
  }
  const object = await der.firstObject(signal);
  return object.ok ? ok(object.value?.bytes) : object;
}

/** The 利用者証明用 PIN and its counter; asking costs no try. Undefined where the token has none. */
export function readPinState(channel: CardChannel, signal: AbortSignal): Promise<Result<SecretState | undefined>> {
  return readSecretState(channel, jpkiFile.authenticationPin, signal);
}

/** Tries left as a number, 0 to 3: a PIN that stands verified has a full counter. */
export function pinTriesLeft({ triesLeft }: SecretState): number {
  return triesLeft === 'open' ? fullPinTries : triesLeft;
}

/** The 利用者証明用 signature over `message`. Needs the PIN. */
export function signForAuthentication(
  channel: CardChannel,
  message: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  return signMessage(channel, { file: jpkiFile.authenticationKey }, message, signal);
}
