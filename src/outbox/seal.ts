import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import type { Keyring, SealingKey } from '../storage/keyring.ts';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** What a sealed payload belongs to. It is bound to this: the same bytes under another id or version do not open. */
export interface SealLabel {
  readonly id: string;
  readonly version: number;
}

/** A payload as it lies in the database. */
export interface Sealed {
  readonly keyId: string;
  /** 96 random bits, never used twice with one key. */
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  /** 16 bytes. */
  readonly tag: Uint8Array;
}

/** Seals `plaintext` under `key`, bound to `label`. The caller zeroes the plaintext. */
export function seal(key: SealingKey, label: SealLabel, plaintext: Uint8Array): Sealed {
  const nonce = nextNonce();
  const cipher = createCipheriv(algorithm, key.secret, nonce, { authTagLength: tagLength });
  cipher.setAAD(associatedData(label, key.id));
  const ciphertext = cipher.update(plaintext);
  // GCM is a stream cipher: `final` brings no more bytes, it only makes the tag.
  cipher.final();
  return { keyId: key.id, nonce, ciphertext, tag: cipher.getAuthTag() };
}

/** Opens what {@link seal} closed; the caller zeroes it when done. Errors: U-504 no such key, or anything was changed. */
export function unseal(keys: Keyring, label: SealLabel, sealed: Sealed): Result<Buffer> {
  const key = keys.find(sealed.keyId);
  if (!key) return failed('U-504', `key ${sealed.keyId} is not in the key file`);
  if (sealed.nonce.length !== nonceLength || sealed.tag.length !== tagLength) {
    return failed('U-504', 'the row is damaged');
  }
  const decipher = createDecipheriv(algorithm, key.secret, sealed.nonce, { authTagLength: tagLength });
  decipher.setAAD(associatedData(label, key.id));
  decipher.setAuthTag(sealed.tag);
  const opened = decipher.update(sealed.ciphertext);
  try {
    decipher.final();
    return ok(opened);
  } catch {
    opened.fill(0);
    return failed('U-504', 'the row is damaged');
  }
}

function associatedData(label: SealLabel, keyId: string): Buffer {
  return Buffer.from(`uketsuke reception\n${label.id}\n${label.version}\n${keyId}`, 'utf8');
}

/** Random bytes drawn ahead: asking the system for twelve at a time costs a seventh of a durable insert. */
const drawn = Buffer.alloc(256 * nonceLength);
let used = drawn.length;

function nextNonce(): Uint8Array {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const nonce = Buffer.from(drawn.subarray(used, used + nonceLength));
  used += nonceLength;
  return nonce;
}
