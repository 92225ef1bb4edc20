import type { KeyObject } from 'node:crypto';
import sharp from 'sharp';
import { applicationId } from '../../card/application.ts';
import { cardFaceFile, frontTag } from '../../card/cardFace.ts';
import { sha256 } from '../../card/digestInfo.ts';
import { issuerCertificateFile } from '../../card/issuerCertificate.ts';
import { encodeTlv } from '../../card/tlv.ts';
import type { Person } from '../people.ts';
import { type CardApplication, type CardFile, filler } from './application.ts';
import { indexedFile, issuerCertificate, publicKeyBytes, signBytes, signDigest } from './issuerFiles.ts';
import { numberATries, numberBTries, specimenNumber } from './numberA.ts';
import { numberBOf } from './numberB.ts';
import { VirtualPin } from './virtualPin.ts';

export interface CardFaceContents {
  readonly person: Person;
  /** A JP2 file; empty on the card of a child, which has no photo. */
  readonly photo: Uint8Array;
  /** The card's own key, whose public half is part of what the issuer signs. */
  readonly cardKey: KeyObject;
  readonly issuerKey: KeyObject;
}

/** Not established for real cards; assumed to be as many as for the other numbers. */
const birthdateTries = 10;

/**
 * 券面事項確認. The front carries a genuine issuer's signature, and the application key answers active authentication.
 * The pictures of name, address and security code are blank: no program reads them, staff read the printed card.
 */
export async function cardFaceApplication(contents: CardFaceContents): Promise<CardApplication> {
  const { person, cardKey, issuerKey } = contents;
  const numberB = new VirtualPin(numberBOf(person), numberBTries);
  const numberA = new VirtualPin(specimenNumber, numberATries);
  const birthdate = new VirtualPin(numberBOf(person).slice(0, 6), birthdateTries);
  const [frontBytes, numberBytes] = await Promise.all([front(contents), numberPicture(contents)]);
  return {
    aid: applicationId.cardFace,
    key: cardKey,
    files: new Map<number, CardFile>([
      [0x0001, { kind: 'binary', bytes: ageRecord(contents), opensWith: [birthdate] }],
      [cardFaceFile.front, { kind: 'binary', bytes: frontBytes, opensWith: [numberA, numberB] }],
      [0x0003, { kind: 'binary', bytes: applicationInformation(issuerKey) }],
      [issuerCertificateFile, { kind: 'binary', bytes: issuerCertificate(issuerKey) }],
      [0x0005, { kind: 'binary', bytes: numberBytes, opensWith: [numberA] }],
      [0x0006, filler],
      [0x0011, { kind: 'pin', pin: birthdate }],
      [cardFaceFile.numberB, { kind: 'pin', pin: numberB }],
      [0x0013, { kind: 'pin', pin: numberA }],
    ]),
  };
}

async function front({ person, photo, cardKey, issuerKey }: CardFaceContents): Promise<Uint8Array> {
  const { birthdate, sex, expiry } = person.card;
  const attributes = [
    encodeTlv(frontTag.birthdate, latin1(birthdate)),
    encodeTlv(frontTag.sex, latin1(sex)),
    encodeTlv(frontTag.cardKey, publicKeyBytes(cardKey)),
  ];
  const pictures = [
    encodeTlv(frontTag.namePicture, await blankPicture(256, 32)),
    encodeTlv(frontTag.addressPicture, await blankPicture(256, 64)),
  ];
  const photoObject = encodeTlv(frontTag.photo, photo);
  const signed = Buffer.concat([Buffer.concat(attributes), Buffer.concat(pictures), photoObject].map(sha256));
  return indexedFile(frontTag.front, frontTag.offsets, [
    ...attributes,
    ...pictures,
    photoObject,
    encodeTlv(frontTag.issuerSignature, signDigest(issuerKey, signed)),
    encodeTlv(frontTag.expiry, latin1(expiry)),
    encodeTlv(frontTag.securityCodePicture, await blankPicture(24, 12)),
  ]);
}

/** Birth date and key, signed: for checking an age without anything else. */
function ageRecord({ person, cardKey, issuerKey }: CardFaceContents): Uint8Array {
  const signed = Buffer.concat([
    encodeTlv(0xdf11, latin1(person.card.birthdate)),
    encodeTlv(0xdf12, publicKeyBytes(cardKey)),
  ]);
  return encodeTlv(0xff10, Buffer.concat([signed, encodeTlv(0xdf13, signBytes(issuerKey, signed))]));
}

/** The picture of the 12-digit number, blank: it must be there to be left alone. */
async function numberPicture({ cardKey, issuerKey }: CardFaceContents): Promise<Uint8Array> {
  const signed = Buffer.concat([
    encodeTlv(0xdf41, await blankPicture(72, 12)),
    encodeTlv(0xdf42, publicKeyBytes(cardKey)),
  ]);
  return encodeTlv(0xff40, Buffer.concat([signed, encodeTlv(0xdf43, signBytes(issuerKey, signed))]));
}

/** Application and key identifiers, version, municipality (見本 13999), and a key. */
export function applicationInformation(issuerKey: KeyObject): Uint8Array {
  return encodeTlv(
    0xff30,
    Buffer.concat([
      encodeTlv(0xdf31, Uint8Array.of(0x06, 0x03, 0x0e, 0x01)),
      encodeTlv(0xdf32, new Uint8Array(16)),
      encodeTlv(0xdf33, Uint8Array.of(0x01)),
      encodeTlv(0xdf34, latin1('13999')),
      encodeTlv(0xdf35, publicKeyBytes(issuerKey)),
    ]),
  );
}

/** The same for everybody, so drawn once for each size. */
function blankPicture(width: number, height: number): Promise<Buffer> {
  const size = `${width}x${height}`;
  const drawn =
    blankPictures.get(size) ??
    sharp({ create: { width, height, channels: 3, background: 'white' } })
      .png({ palette: true, colours: 2 })
      .toBuffer();
  blankPictures.set(size, drawn);
  return drawn;
}

const blankPictures = new Map<string, Promise<Buffer>>();

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
