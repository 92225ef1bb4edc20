import type { KeyObject } from 'node:crypto';
import { applicationId } from '../../card/application.ts';
import { fullPinTries, jpkiFile } from '../../card/jpki.ts';
import { type CardApplication, type CardFile, filler, opaque } from './application.ts';
import { publicKeyBytes } from './issuerFiles.ts';
import { VirtualPin } from './virtualPin.ts';

export interface JpkiContents {
  /** 利用者証明用 certificate, DER. */
  readonly certificate: Uint8Array;
  readonly authorityCertificate: Uint8Array;
  /** 署名用 certificate, DER; undefined on the card of a child under 15, which has none. */
  readonly signatureCertificate: Uint8Array | undefined;
  readonly key: KeyObject;
  /** Empty where there is none: such a card's PIN is blocked from the start. */
  readonly pin: string;
  readonly pinTriesLeft: number;
  /** The label at the head of the token information; that of a My Number card where left out. */
  readonly tokenLabel?: string;
}

const tokenInfoLength = 160;
const labelLength = 32;
/** Real certificate files are longer than their certificate; what follows it is filler. */
const certificateFileLength = 2_048;

const signatureFile = { certificate: 0x0001, authority: 0x0002, key: 0x001a, password: 0x001b } as const;
/** 署名用パスワード of every virtual card. */
const signaturePassword = { value: 'MIHON1234', tries: 5 } as const;

/** 公的個人認証, every file that real cards are known to have. One key serves both certificates of a 見本 card. */
export function jpkiApplication(contents: JpkiContents): CardApplication {
  const { certificate, authorityCertificate, signatureCertificate, key } = contents;
  const pin = new VirtualPin(contents.pin, fullPinTries, contents.pinTriesLeft);
  const password = new VirtualPin(signaturePassword.value, signaturePassword.tries);
  const present = [signatureCertificate !== undefined, true].map((each) => (each ? 0x8f : 0x00));
  const forSignature: [number, CardFile][] = signatureCertificate
    ? [
        [signatureFile.certificate, { kind: 'binary', bytes: withFiller(signatureCertificate), opensWith: [password] }],
        [signatureFile.authority, { kind: 'binary', bytes: withFiller(authorityCertificate) }],
        [signatureFile.key, { kind: 'key', key, opensWith: [password] }],
      ]
    : [];
  return {
    aid: applicationId.jpki,
    files: new Map<number, CardFile>([
      ...forSignature,
      [0x0005, opaque],
      [jpkiFile.tokenInfo, { kind: 'binary', bytes: tokenInformation(contents.tokenLabel ?? 'JPKIAPICCTOKEN2') }],
      [0x0008, { kind: 'binary', bytes: Uint8Array.of(...present, 0x00) }],
      [0x0009, filler],
      [jpkiFile.authenticationCertificate, { kind: 'binary', bytes: withFiller(certificate) }],
      [jpkiFile.authenticationAuthority, { kind: 'binary', bytes: withFiller(authorityCertificate) }],
      [0x0010, opaque],
      [0x0016, { kind: 'binary', bytes: publicKeyBytes(key) }],
      [jpkiFile.authenticationKey, { kind: 'key', key, opensWith: [pin] }],
      [jpkiFile.authenticationPin, { kind: 'pin', pin }],
      [0x0019, opaque],
      // Other programs ask for its tries before anything else, so it is there on every card.
      [signatureFile.password, { kind: 'pin', pin: password }],
      [0x001c, opaque],
      [0x001e, opaque],
    ]),
  };
}

/** EF 0006: the label, padded with blanks, and what nobody has explained. */
export function tokenInformation(label: string): Uint8Array {
  const bytes = Buffer.alloc(tokenInfoLength);
  bytes.write(label.padEnd(labelLength), 'latin1');
  return bytes;
}

/** A certificate as it lies in its file. */
export function withFiller(object: Uint8Array): Uint8Array {
  const file = new Uint8Array(certificateFileLength).fill(0xff);
  file.set(object);
  return file;
}
