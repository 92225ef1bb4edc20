import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import type { Keyring } from './keyring.ts';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** A secret as it lies in a database: which key opens it, and nonce, tag and ciphertext in one. */
export interface SealedSecret {
  readonly keyId: string;
  readonly bytes: Buffer;
}

/** Seals `secret` under the current key, bound to `label`: moved to another row it does not open. */
export function sealSecret({ current }: Keyring, label: string, secret: Uint8Array): SealedSecret {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, current.secret, nonce, { authTagLength: tagLength });
  cipher.setAAD(boundTo(label, current.id));
  const ciphertext = cipher.update(secret);
  cipher.final();
  return { keyId: current.id, bytes: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]) };
}

/** Opens what {@link sealSecret} closed; the caller zeroes it. Errors: U-504 no such key, or anything was changed. */
export function openSecret(keys: Keyring, label: string, { keyId, bytes }: SealedSecret): Result<Buffer> {
  const key = keys.find(keyId);
  if (!key) return failed('U-504', `key ${keyId} is not in the key file`);
  if (bytes.length < nonceLength + tagLength) return failed('U-504', 'the row is damaged');
  const body = bytes.subarray(nonceLength + tagLength);
  const decipher = createDecipheriv(algorithm, key.secret, bytes.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(boundTo(label, keyId));
  decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
  const opened = decipher.update(body);
  try {
    decipher.final();
    return ok(opened);
  } catch {
    opened.fill(0);
    return failed('U-504', 'the row is damaged');
  }
}

function boundTo(label: string, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['uketsuke secret 1', label, keyId]));
}
