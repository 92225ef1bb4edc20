import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import type { Keyring, SealingKey } from './keyring.ts';

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
  /** Ciphertext, then the 16 bytes of the tag. */
  readonly ciphertext: Uint8Array;
}

/** Seals `plaintext` under `key`, bound to `label`. The caller zeroes the plaintext. */
export function seal(key: SealingKey, label: SealLabel, plaintext: Uint8Array): Sealed {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key.bytes, nonce, { authTagLength: tagLength });
  cipher.setAAD(associatedData(label, key.id));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { keyId: key.id, nonce, ciphertext };
}

/** Opens what {@link seal} closed; the caller zeroes it when done. Errors: U-504 no such key, or anything was changed. */
export function unseal(keys: Keyring, label: SealLabel, sealed: Sealed): Result<Buffer> {
  const key = keys.find(sealed.keyId);
  if (!key) return failed('U-504', `key ${sealed.keyId} is not in the key file`);
  const tagAt = sealed.ciphertext.length - tagLength;
  if (sealed.nonce.length !== nonceLength || tagAt < 0) return failed('U-504', 'the row is damaged');
  const decipher = createDecipheriv(algorithm, key.bytes, sealed.nonce, { authTagLength: tagLength });
  decipher.setAAD(associatedData(label, key.id));
  decipher.setAuthTag(sealed.ciphertext.subarray(tagAt));
  const opened = decipher.update(sealed.ciphertext.subarray(0, tagAt));
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
