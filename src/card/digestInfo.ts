import { createHash } from 'node:crypto';
import { encodeTlv } from './tlv.ts';

/** SEQUENCE { OID sha256, NULL }. */
const sha256Algorithm = Buffer.from('300d06096086480165030402010500', 'hex');

/** DER of DigestInfo { sha256, digest }: what PKCS #1 v1.5 signs. `digest` is usually, but not always, one hash. */
export function digestInfo(digest: Uint8Array): Uint8Array {
  return encodeTlv(0x30, Buffer.concat([sha256Algorithm, encodeTlv(0x04, digest)]));
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
