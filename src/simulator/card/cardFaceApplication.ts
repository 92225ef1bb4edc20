import { constants, createHash, createPublicKey, type KeyObject, privateEncrypt } from 'node:crypto';
import sharp from 'sharp';
import { cardFaceAid, cardFaceFile, frontTag } from '../../card/cardFace.ts';
import { encodeTlv } from '../../card/tlv.ts';
import type { Person } from '../people.ts';
import type { CardApplication, CardFile } from './application.ts';
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

const numberBTries = 10;
/** FF20 with a length of two bytes, then DF21 with nine offsets: where the first object begins. */
const frontHeaderLength = 5;
const offsetTableLength = 3 + 9 * 2;

/**
 * 券面事項確認. The front carries the issuer's genuine signature over birth date, sex, card key, pictures and photo.
 * Its pictures of name, address and security code are blank: no program reads them, staff read the printed card. The
 * issuer's card-verifiable certificate (EF 0004) comes with the first reader of that signature.
 */
export async function cardFaceApplication(contents: CardFaceContents): Promise<CardApplication> {
  const numberB = new VirtualPin(numberBOf(contents.person), numberBTries);
  const bytes = await front(contents);
  return {
    aid: cardFaceAid,
    files: new Map<number, CardFile>([
      [cardFaceFile.front, { kind: 'binary', bytes, opensWith: [numberB] }],
      [cardFaceFile.numberB, { kind: 'pin', pin: numberB }],
    ]),
  };
}

async function front({ person, photo, cardKey, issuerKey }: CardFaceContents): Promise<Uint8Array> {
  const { birthdate, sex, expiry } = person.card;
  const attributes = [
    encodeTlv(frontTag.birthdate, Buffer.from(birthdate, 'latin1')),
    encodeTlv(0xdf23, Buffer.from(sex, 'latin1')),
    encodeTlv(0xdf24, publicKeyObject(cardKey)),
  ];
  const pictures = [encodeTlv(0xdf25, await blankPicture(256, 32)), encodeTlv(0xdf26, await blankPicture(256, 64))];
  const photoObject = encodeTlv(frontTag.photo, photo);
  const objects = [
    ...attributes,
    ...pictures,
    photoObject,
    encodeTlv(0xdf28, issuerSignature(issuerKey, [Buffer.concat(attributes), Buffer.concat(pictures), photoObject])),
    encodeTlv(0xdf29, Buffer.from(expiry, 'latin1')),
    encodeTlv(0xdf2a, await blankPicture(24, 12)),
  ];
  const offsets = Buffer.alloc(objects.length * 2);
  let offset = frontHeaderLength + offsetTableLength;
  for (const [index, object] of objects.entries()) {
    offsets.writeUInt16BE(offset, index * 2);
    offset += object.length;
  }
  return encodeTlv(frontTag.front, Buffer.concat([encodeTlv(frontTag.offsets, offsets), ...objects]));
}

/** `90 03 e, 91 82 0100 n`, as in DF24. */
function publicKeyObject(key: KeyObject): Uint8Array {
  const { e = '', n = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.concat([encodeTlv(0x90, Buffer.from(e, 'base64url')), encodeTlv(0x91, Buffer.from(n, 'base64url'))]);
}

/** PKCS #1 v1.5 over a DigestInfo for SHA-256 that holds, unlike any other, three hashes one after the other. */
function issuerSignature(key: KeyObject, parts: readonly Uint8Array[]): Uint8Array {
  const hashes = Buffer.concat(parts.map((part) => createHash('sha256').update(part).digest()));
  const sha256 = Buffer.from('300d06096086480165030402010500', 'hex');
  const digestInfo = encodeTlv(0x30, Buffer.concat([sha256, encodeTlv(0x04, hashes)]));
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo);
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
