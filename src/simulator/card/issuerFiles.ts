import { constants, createPublicKey, type KeyObject, privateEncrypt } from 'node:crypto';
import { digestInfo, sha256 } from '../../card/digestInfo.ts';
import { issuerTag } from '../../card/issuerCertificate.ts';
import { encodeTlv } from '../../card/tlv.ts';

/** `90 03 e, 91 82 0100 n`: how the card writes a public key. */
export function publicKeyBytes(key: KeyObject): Uint8Array {
  const { e = '', n = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.concat([encodeTlv(0x90, Buffer.from(e, 'base64url')), encodeTlv(0x91, Buffer.from(n, 'base64url'))]);
}

/** PKCS #1 v1.5 over DigestInfo { sha256, `digest` }; `digest` may be several hashes, as on the front of the card. */
export function signDigest(key: KeyObject, digest: Uint8Array): Uint8Array {
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(digest));
}

/** The ordinary signature over some bytes. */
export function signBytes(key: KeyObject, bytes: Uint8Array): Uint8Array {
  return signDigest(key, sha256(bytes));
}

/** EF 0004 of both 券面 applications. The root above the issuer is not public; here the issuer signs itself. */
export function issuerCertificate(issuerKey: KeyObject): Uint8Array {
  const identifiers = Buffer.from('5000023000000000', 'hex');
  const keyIdentifier = Buffer.concat([identifiers, identifiers]);
  const body = encodeTlv(issuerTag.body, Buffer.concat([keyIdentifier, keyIdentifier, publicKeyBytes(issuerKey)]));
  const signature = encodeTlv(issuerTag.signature, signBytes(issuerKey, body));
  return encodeTlv(issuerTag.certificate, Buffer.concat([body, signature]));
}

/** `outer { table of offsets, objects }`: offsets are two bytes each and count from the file's start. */
export function indexedFile(outerTag: number, tableTag: number, objects: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(objects);
  const table = (first: number) => {
    const offsets = Buffer.alloc(objects.length * 2);
    let offset = first;
    for (const [index, object] of objects.entries()) {
      offsets.writeUInt16BE(offset, index * 2);
      offset += object.length;
    }
    return encodeTlv(tableTag, offsets);
  };
  const file = (first: number) => encodeTlv(outerTag, Buffer.concat([table(first), body]));
  // The outer header's length depends on what it holds; what the table says does not change that.
  return file(file(0).length - body.length);
}
