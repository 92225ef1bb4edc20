import { createHash } from 'node:crypto';
import { bech32 } from '@scure/base';

/** What a public key of age looks like (X25519); whether somebody mistyped one, its own checksum says. */
export const ageRecipientPattern = /^age1[02-9ac-hj-np-z]{58}$/;

/** Whether a text is a public key of age: `age1…`, with the checksum that makes a wrong letter be seen. */
export function isAgeRecipient(text: string): boolean {
  if (!ageRecipientPattern.test(text)) return false;
  const decoded = bech32.decodeUnsafe(text);
  return decoded?.prefix === 'age' && bech32.fromWordsUnsafe(decoded.words)?.length === 32;
}

/** A public key in a few letters, to be told and compared: the first 16 hex digits of its SHA-256. */
export function ageKeyId(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex').slice(0, 16);
}
