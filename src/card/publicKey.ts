import { createPublicKey, type KeyObject } from 'node:crypto';
import { failed, ok, type Result } from '../problem/result.ts';
import { tlvSequence } from './tlv.ts';

/** How the card writes an RSA key: `90` exponent, `91` modulus. */
const keyTag = { exponent: 0x90, modulus: 0x91 } as const;

/** RSA-1024 to RSA-4096: anything else is damage, and numbers beyond that would only cost time. */
const modulusBytes = { least: 128, most: 512 } as const;
const longestExponent = 4;

/** The key behind `90 03 e, 91 82 0100 n`; undefined where the bytes are none. */
export function parsePublicKey(bytes: Uint8Array): KeyObject | undefined {
  const objects = tlvSequence(bytes);
  const e = objects?.get(keyTag.exponent)?.value;
  const n = objects?.get(keyTag.modulus)?.value;
  if (!e || !n || e.length > longestExponent) return undefined;
  if (n.length < modulusBytes.least || n.length > modulusBytes.most) return undefined;
  const base64url = (part: Uint8Array) => Buffer.from(part).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'RSA', e: base64url(e), n: base64url(n) }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** The key in a PEM text, as the configuration has it; U-702 where it holds none. */
export function parsePublicKeyPem(pem: string): Result<KeyObject> {
  try {
    return ok(createPublicKey(pem));
  } catch {
    return failed('U-702', 'not a public key');
  }
}
