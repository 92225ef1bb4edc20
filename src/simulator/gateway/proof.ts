import { verify, X509Certificate } from 'node:crypto';
import type { CardQuestion, HolderQuestion } from '../../eligibility/wire.ts';

/** What a question proves about its certificate. */
export interface Examined {
  /** As `certificateSerial` writes it: hex, lower case; empty where the certificate cannot be read. */
  readonly serial: string;
  /** Why it is not answered. */
  readonly refusal?: string;
}

/**
 * Takes nothing on trust: the certificate must be from one of `anchors`, and a signature in the question from
 * that certificate's key.
 */
export function examine(question: CardQuestion | HolderQuestion, anchors: readonly X509Certificate[]): Examined {
  const certificate = parsed(question.certificate);
  if (!certificate) return { serial: '', refusal: 'the certificate cannot be read' };
  const serial = certificate.serialNumber.toLowerCase();
  const trusted = anchors.some((anchor) => certificate.verify(anchor.publicKey));
  if (!trusted) return { serial, refusal: 'the certificate is from an unknown issuer' };
  if ('holder' in question && 'signature' in question.holder) {
    const { challenge, signature } = question.holder;
    if (!verify('sha256', bytes(challenge), certificate.publicKey, bytes(signature))) {
      return { serial, refusal: 'the signature is not from this certificate' };
    }
  }
  return { serial };
}

/** A visit asks several questions with one certificate: the one that was parsed last. */
let last: { readonly text: string; readonly certificate: X509Certificate } | undefined;

function parsed(text: string): X509Certificate | undefined {
  if (last?.text === text) return last.certificate;
  try {
    last = { text, certificate: new X509Certificate(bytes(text)) };
    return last.certificate;
  } catch {
    return undefined;
  }
}

function bytes(base64: string): Uint8Array {
  return Buffer.from(base64, 'base64');
}
