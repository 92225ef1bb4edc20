import type { KeyObject } from 'node:crypto';
import { fullPinTries, jpkiAid, jpkiFile } from '../../card/jpki.ts';
import type { CardApplication, CardFile } from './application.ts';
import { VirtualPin } from './virtualPin.ts';

export interface JpkiContents {
  readonly certificate: Uint8Array;
  readonly authorityCertificate: Uint8Array;
  readonly key: KeyObject;
  readonly pin: string;
  readonly pinTriesLeft: number;
}

const tokenInfoLength = 160;
/** Real certificate files are longer than their certificate; what follows it is filler. */
const certificateFileLength = 2_048;

/** Other programs ask for its tries before anything else, so it is there, with no key behind it. */
const signaturePin = { file: 0x001b, password: 'MIHON1234', tries: 5 } as const;

/** 公的個人認証, as far as user authentication goes: a kiosk never needs the 署名用 certificate and key. */
export function jpkiApplication(contents: JpkiContents): CardApplication {
  const pin = new VirtualPin(contents.pin, fullPinTries, contents.pinTriesLeft);
  const tokenInfo = Buffer.alloc(tokenInfoLength);
  tokenInfo.write('JPKIAPICCTOKEN2'.padEnd(32), 'latin1');
  return {
    aid: jpkiAid,
    files: new Map<number, CardFile>([
      [jpkiFile.tokenInfo, { kind: 'binary', bytes: tokenInfo }],
      [jpkiFile.authenticationCertificate, { kind: 'binary', bytes: withFiller(contents.certificate) }],
      [jpkiFile.authenticationAuthority, { kind: 'binary', bytes: withFiller(contents.authorityCertificate) }],
      [jpkiFile.authenticationKey, { kind: 'key', key: contents.key, opensWith: [pin] }],
      [jpkiFile.authenticationPin, { kind: 'pin', pin }],
      [signaturePin.file, { kind: 'pin', pin: new VirtualPin(signaturePin.password, signaturePin.tries) }],
    ]),
  };
}

function withFiller(object: Uint8Array): Uint8Array {
  const file = new Uint8Array(certificateFileLength).fill(0xff);
  file.set(object);
  return file;
}
