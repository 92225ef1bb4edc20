import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Readiness, SignedReport } from './readiness.ts';

/** The pair of the audit trail that signs, as far as a report needs it. */
export interface ReportSigner {
  readonly private: KeyObject;
  readonly public: { readonly id: string; readonly text: string };
}

/** A signature over reports is none over anything else. */
const purpose = 'uketsuke readiness report\n';

export function signReport(report: Readiness, signer: ReportSigner): SignedReport {
  const value = sign(null, bytesOf(report), signer.private).toString('base64url');
  return { report, signature: { key: signer.public.text, keyId: signer.public.id, value } };
}

/** Whether not a letter of it has changed since `signature.key` signed it. Whose key that is, is another question. */
export function isUnchanged({ report, signature }: SignedReport): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signature.key }, format: 'jwk' });
    return verify(null, bytesOf(report), key, Buffer.from(signature.value, 'base64url'));
  } catch {
    return false;
  }
}

function bytesOf(report: Readiness): Buffer {
  return Buffer.from(purpose + JSON.stringify(report, inOrder), 'utf8');
}

/** Names in the order of the alphabet: how a program writes them down is no part of what was signed. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
