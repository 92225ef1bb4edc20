import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import type { Keyring, SealingKey } from '../storage/keyring.ts';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** What lies beside a sealed payload in the clear. It is bound to all of this: one letter of it changed, and it does not open. */
export interface SealLabel {
  readonly id: string;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly recordedAt: number;
  /** `sinksText` of the sinks it is owed to. */
  readonly sinks: string;
  /** 1 where a later version of it is to come. */
  readonly provisional: 0 | 1;
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
  const opened =
    openWith(key, associatedData(label, key.id), sealed) ?? openWith(key, formerAssociatedData(label, key.id), sealed);
  return opened ? ok(opened) : failed('U-504', 'the row is damaged');
}

/** Whether it opens; nothing of it is kept. */
export function opens(keys: Keyring, row: SealLabel & Sealed): boolean {
  const opened = unseal(keys, row, row);
  if (opened.ok) opened.value.fill(0);
  return opened.ok;
}

function openWith(key: SealingKey, bound: Buffer, { nonce, ciphertext, tag }: Sealed): Buffer | undefined {
  const decipher = createDecipheriv(algorithm, key.secret, nonce, { authTagLength: tagLength });
  decipher.setAAD(bound);
  decipher.setAuthTag(tag);
  const opened = decipher.update(ciphertext);
  try {
    decipher.final();
    return opened;
  } catch {
    opened.fill(0);
    return undefined;
  }
}

function associatedData({ id, version, recordedAt, sinks, provisional }: SealLabel, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['uketsuke reception 2', id, version, keyId, recordedAt, sinks, provisional]));
}

/** What a payload was bound to before version 7 of the schema. One that was sealed since does not open with it. */
function formerAssociatedData({ id, version }: SealLabel, keyId: string): Buffer {
  return Buffer.from(`uketsuke reception\n${id}\n${version}\n${keyId}`, 'utf8');
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
