import { createHash } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import { exchange, unforeseen } from './exchange.ts';
import { readObject, readPiece } from './readBinary.ts';
import type { CardChannel } from './reader.ts';
import { type Selection, selectApplication, selectFile } from './select.ts';
import { statusWord } from './statusWord.ts';
import { readTriesLeft, type VerifyOutcome, verifySecret } from './verify.ts';

/** 公的個人認証 (JPKI): the application that holds the certificates and their keys. */
export const jpkiAid = Uint8Array.of(0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01);

/** The elementary files this program opens. Those of the 署名用 certificate are not among them. */
export const jpkiFile = {
  tokenInfo: 0x0006,
  authenticationCertificate: 0x000a,
  authenticationAuthority: 0x000b,
  authenticationKey: 0x0017,
  authenticationPin: 0x0018,
} as const;

/** Tries of a 利用者証明用 PIN that was never missed. */
export const fullPinTries = 3;

/** RSA on the card takes its time; 300 ms, a usual limit, is known to be too short. */
const signatureTimeoutMs = 20_000;

const tokenLabelLength = 32;

/** DER of DigestInfo up to the hash itself: SEQUENCE { SEQUENCE { sha256, NULL }, OCTET STRING (32) }. */
const sha256DigestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

export function selectJpki(channel: CardChannel, signal: AbortSignal): Promise<Result<Selection>> {
  return selectApplication(channel, jpkiAid, signal);
}

/** What kind of token this is: `JPKIAPICCTOKEN2` for a My Number card; undefined where the card does not say. */
export async function readTokenLabel(channel: CardChannel, signal: AbortSignal): Promise<Result<string | undefined>> {
  const selected = await selectFile(channel, jpkiFile.tokenInfo, signal);
  if (!selected.ok) return selected;
  if (selected.value === 'absent') return ok(undefined);
  const label = await readPiece(channel, 0, tokenLabelLength, signal);
  return label.ok ? ok(Buffer.from(label.value).toString('latin1').trim()) : label;
}

/**
 * The 利用者証明用 certificate (DER), which carries no personal attributes and needs no PIN. Undefined where the card
 * has none: it was never issued, or taken back.
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
  const selected = await selectFile(channel, file, signal);
  if (!selected.ok) return selected;
  if (selected.value === 'absent') return ok(undefined);
  const object = await readObject(channel, 0, signal);
  return object.ok ? ok(object.value?.bytes) : object;
}

/** Tries left for the 利用者証明用 PIN, 0 to 3; asking costs none. */
export async function readPinTriesLeft(channel: CardChannel, signal: AbortSignal): Promise<Result<number>> {
  const selected = await selectPin(channel, signal);
  if (!selected.ok) return selected;
  const tries = await readTriesLeft(channel, signal);
  return tries.ok ? ok(tries.value === 'open' ? fullPinTries : tries.value) : tries;
}

/** Makes the 利用者証明用 PIN the one that {@link verifyPin} means. */
export async function selectPin(channel: CardChannel, signal: AbortSignal): Promise<Result<void>> {
  const selected = await selectFile(channel, jpkiFile.authenticationPin, signal);
  if (!selected.ok) return selected;
  return selected.value === 'selected' ? ok(undefined) : failed('U-106', 'no PIN file for user authentication');
}

/**
 * Verifies the selected PIN: one try. U-203 where no answer came: the card may have counted it or not, and only the
 * card knows.
 */
export async function verifyPin(
  channel: CardChannel,
  pin: Uint8Array,
  signal: AbortSignal,
): Promise<Result<VerifyOutcome>> {
  const outcome = await verifySecret(channel, pin, signal);
  if (outcome.ok || outcome.problem.code === 'U-106') return outcome;
  return failed('U-203', outcome.problem.detail ?? outcome.problem.code);
}

/** The card's signature (RSA PKCS #1 v1.5, SHA-256) over `message`, made with the 利用者証明用 key. Needs the PIN. */
export async function signMessage(
  channel: CardChannel,
  message: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  const selected = await selectFile(channel, jpkiFile.authenticationKey, signal);
  if (!selected.ok) return selected;
  if (selected.value === 'absent') return failed('U-106', 'no key for user authentication');
  const data = Buffer.concat([sha256DigestInfo, createHash('sha256').update(message).digest()]);
  const answer = await exchange(
    channel,
    { cla: 0x80, ins: 0x2a, p1: 0x00, p2: 0x80, data, le: 256 },
    { signal, timeoutMs: signatureTimeoutMs },
  );
  if (!answer.ok) return answer;
  if (answer.value.status !== statusWord.ok) return unforeseen('COMPUTE DIGITAL SIGNATURE', answer.value.status);
  return ok(answer.value.data);
}
