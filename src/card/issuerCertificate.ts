import type { KeyObject } from 'node:crypto';
import { ok, type Result } from '../problem/result.ts';
import { ElementaryFile } from './elementaryFile.ts';
import { parsePublicKey } from './publicKey.ts';
import type { CardChannel } from './reader.ts';
import { readTlvHeader } from './tlv.ts';

/** Both 券面 applications hold the issuer's card-verifiable certificate in the same file, free to read. */
export const issuerCertificateFile = 0x0004;

export const issuerTag = { certificate: 0x7f21, body: 0x5f4e, signature: 0x5f37 } as const;

/** Key identifiers of whoever signed the certificate and of its subject, before the key. */
const keyIdentifiers = 2 * 16;

/** `7F21 82 llll 5F4E 82 llll` and a body of 297 bytes: two identifiers and an RSA-2048 key. */
const usualLength = 5 + 5 + 297;

/**
 * The key in the issuer's certificate; undefined where there is none. Its own signature is left on the card: the keys
 * it was made with are not published, so nobody but the issuer could check it.
 */
export async function readIssuerKey(channel: CardChannel, signal: AbortSignal): Promise<Result<KeyObject | undefined>> {
  const file = new ElementaryFile(channel, issuerCertificateFile);
  const head = await file.upTo(usualLength, signal);
  if (!head.ok || !head.value) return head.ok ? ok(undefined) : head;
  const length = bodyEnd(head.value);
  if (length === undefined) return ok(undefined);
  const whole = await file.upTo(length, signal);
  if (!whole.ok) return whole;
  return ok(whole.value && parseIssuerKey(whole.value));
}

/** The key of a card-verifiable certificate, of which the part up to the end of its body is enough. */
export function parseIssuerKey(bytes: Uint8Array): KeyObject | undefined {
  const outer = readTlvHeader(bytes);
  const body = outer && readTlvHeader(bytes, outer.headerLength);
  const end = bodyEnd(bytes);
  if (!outer || !body || end === undefined || end > bytes.length) return undefined;
  return parsePublicKey(bytes.subarray(outer.headerLength + body.headerLength + keyIdentifiers, end));
}

function bodyEnd(bytes: Uint8Array): number | undefined {
  const outer = readTlvHeader(bytes);
  if (outer?.tag !== issuerTag.certificate) return undefined;
  const body = readTlvHeader(bytes, outer.headerLength);
  if (body?.tag !== issuerTag.body || body.valueLength <= keyIdentifiers) return undefined;
  return outer.headerLength + body.headerLength + body.valueLength;
}
