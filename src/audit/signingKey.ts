import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok, type Result } from '../problem/result.ts';
import { addKey, type KeySource, readKeyring, readOrCreateKeyring } from '../storage/keyring.ts';

/** A pair of keys that signs. */
export interface Signer {
  readonly private: KeyObject;
  readonly public: TrailKey;
}

/** What anchors are signed with, and what stands for a card. */
export interface SigningKey extends Signer {
  /** The pair of this public key, where the key file still holds it: it vouches for the one that comes after it. */
  earlier(id: string): Signer | undefined;
  /** Turns a certificate's serial number into what the trail may keep of it. Stays the same when the key is rotated. */
  subjectOf(certificateSerial: string): string;
}

/** A public key of a trail. */
export interface TrailKey {
  /** First 16 hex digits of the SHA-256 of the key. */
  readonly id: string;
  /** 32 bytes in base64url. */
  readonly text: string;
  readonly key: KeyObject;
}

/** Name of the credential in a unit: `LoadCredentialEncrypted=uketsuke-audit-key`. */
export const auditCredentialName = 'uketsuke-audit-key';

/** The credential where the service was given one, else the key file. */
export function auditKeySource(keyFile: string, credentialsFolder: string | undefined): KeySource {
  const credential = credentialsFolder === undefined ? undefined : join(credentialsFolder, auditCredentialName);
  if (credential !== undefined && existsSync(credential)) return { file: credential, kind: 'credential' };
  return { file: keyFile, kind: 'file' };
}

/**
 * Reads the key file, which looks like the queue's: 64 hex digits a line, the last line signs, the first makes the
 * pseudonyms. With `create` it is made where it is missing: only for a trail that holds nothing yet. Errors: U-504.
 */
export function readSigningKey(source: KeySource, create: boolean): Result<SigningKey> {
  const keyring = create ? readOrCreateKeyring(source) : readKeyring(source);
  if (!keyring.ok) return keyring;
  const { current, ids, find } = keyring.value;
  const first = find(ids[0] ?? current.id) ?? current;
  const signer = signerFrom(current.secret);
  const pseudonymKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', first.secret, '', 'uketsuke audit pseudonym 1', 32)),
  );
  return ok({
    ...signer,
    earlier: (id) => {
      const signers = ids.flatMap((each) => find(each) ?? []).map(({ secret }) => signerFrom(secret));
      return signers.find((each) => each.public.id === id);
    },
    subjectOf: (serial) =>
      `k-${createHmac('sha256', pseudonymKey).update(serial.toLowerCase(), 'utf8').digest('hex').slice(0, 32)}`,
  });
}

/** Adds a key that signs from the next start on. Errors: U-504. */
export function rotateSigningKey(source: KeySource): Result<TrailKey> {
  if (source.kind === 'credential') return failed('U-504', 'the key is a systemd credential: add a line to it there');
  const added = addKey(source);
  return added.ok ? ok(signerFrom(added.value.current.secret).public) : added;
}

/** A public key from the text a record holds. Undefined where it is none. */
export function trailKeyFromText(text: unknown): TrailKey | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return trailKeyOf(createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' }));
  } catch {
    return undefined;
  }
}

/** A public key from PEM. Undefined where it is not an Ed25519 key. */
export function trailKeyFromPem(pem: string): TrailKey | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? trailKeyOf(key) : undefined;
  } catch {
    return undefined;
  }
}

/** PEM (SubjectPublicKeyInfo), as `openssl pkey -pubin` reads it. */
export function pemOf({ key }: TrailKey): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function trailKeyOf(key: KeyObject): TrailKey {
  const text = key.export({ format: 'jwk' }).x ?? '';
  const id = createHash('sha256').update(Buffer.from(text, 'base64url')).digest('hex').slice(0, 16);
  return { id, text, key };
}

/** PKCS #8 around a bare Ed25519 seed (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

function signerFrom(seed: KeyObject): Signer {
  const key = privateKeyFrom(seed);
  return { private: key, public: trailKeyOf(createPublicKey(key)) };
}

function privateKeyFrom(seed: KeyObject): KeyObject {
  const bytes = seed.export();
  const der = Buffer.concat([pkcs8Head, bytes]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  bytes.fill(0);
  der.fill(0);
  return key;
}
