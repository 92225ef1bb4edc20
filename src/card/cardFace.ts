import type { KeyObject } from 'node:crypto';
import { isBlank } from '../kernel/blank.ts';
import { dateDigits, partialDate } from '../kernel/partialDate.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { sha256 } from './digestInfo.ts';
import { bytesPerFrame, ElementaryFile } from './elementaryFile.ts';
import { isSignedByIssuer } from './issuerSignature.ts';
import { parsePublicKey } from './publicKey.ts';
import type { CardChannel } from './reader.ts';
import { readTlvHeader, tlvSequence } from './tlv.ts';

/** 券面事項確認: the files this program opens. The one with the 12-digit number (0005) is never among them. */
export const cardFaceFile = { front: 0x0002, numberB: 0x0012 } as const;

/** The objects of the front, in the order of the file. */
export const frontTag = {
  front: 0xff20,
  offsets: 0xdf21,
  birthdate: 0xdf22,
  sex: 0xdf23,
  cardKey: 0xdf24,
  namePicture: 0xdf25,
  addressPicture: 0xdf26,
  photo: 0xdf27,
  issuerSignature: 0xdf28,
  expiry: 0xdf29,
  securityCodePicture: 0xdf2a,
} as const;

/** As on the card: 1 male, 2 female, 9 not applicable. */
export type Sex = '1' | '2' | '9';

/** What the front says, copied out of it. The holder zeroes the pictures with {@link wipeFront}. */
export interface Front {
  /** Gregorian yyyyMMdd, with zeros for what is not known. */
  readonly birthdate: string;
  readonly sex: Sex;
  /** End of the card's validity, Gregorian yyyyMMdd. Not covered by the issuer's signature. */
  readonly expiry: string;
  /** Public half of the key that active authentication uses. */
  readonly cardKey: KeyObject;
  /** JP2, grey; undefined on the card of a small child. */
  readonly photo: Uint8Array | undefined;
  /** PNG, one bit deep: name and address as printed, with every character they have. */
  readonly namePicture: Uint8Array;
  readonly addressPicture: Uint8Array;
  readonly issuerSignature: Uint8Array;
  /** Three SHA-256, one after the other: of birth date, sex and card key; of name and address; of the photo. */
  readonly signedDigest: Uint8Array;
}

/**
 * Reads the opened front up to and without the picture of the security code, the last object: the issuer's signature
 * covers everything before it but the expiry date. U-212 where the front is not what it should be.
 */
export async function readFront(channel: CardChannel, signal: AbortSignal): Promise<Result<Front>> {
  const file = new ElementaryFile(channel, cardFaceFile.front);
  try {
    const head = await file.upTo(bytesPerFrame, signal);
    if (!head.ok) return head;
    const length = head.value && partsEnd(head.value);
    if (length === undefined) return failed('U-212', 'the front does not begin with its offset table');
    const bytes = await file.upTo(length, signal);
    if (!bytes.ok) return bytes;
    return (bytes.value && parseFront(bytes.value)) ?? failed('U-212', 'the front is damaged');
  } finally {
    file.wipe();
  }
}

/** The front behind its bytes, read as {@link readFront} does; undefined where they are none. */
export function parseFront(bytes: Uint8Array): Result<Front> | undefined {
  const end = partsEnd(bytes);
  const outer = readTlvHeader(bytes);
  const parts = outer && end !== undefined ? tlvSequence(bytes.subarray(outer.headerLength, end)) : undefined;
  const part = (name: Exclude<keyof typeof frontTag, 'front'>) => parts?.get(frontTag[name]);
  const [birthdate, sex, key] = [part('birthdate'), part('sex'), part('cardKey')];
  const [name, address, photo] = [part('namePicture'), part('addressPicture'), part('photo')];
  const [signature, expiry] = [part('issuerSignature'), part('expiry')];
  if (!birthdate || !sex || !key || !name || !address || !photo || !signature || !expiry) return undefined;
  const cardKey = parsePublicKey(key.value);
  const sexCode = isBlank(text(sex.value)) ? '9' : text(sex.value);
  const born = partialDate(text(birthdate.value));
  if (!cardKey || !isSex(sexCode) || !born || !/^\d{8}$/.test(text(expiry.value))) return undefined;
  const hashOf = (...objects: readonly { whole: Uint8Array }[]) =>
    sha256(Buffer.concat(objects.map(({ whole }) => whole)));
  return ok({
    birthdate: dateDigits(born),
    sex: sexCode,
    expiry: text(expiry.value),
    cardKey,
    photo: photo.value.length > 0 ? Uint8Array.from(photo.value) : undefined,
    namePicture: Uint8Array.from(name.value),
    addressPicture: Uint8Array.from(address.value),
    issuerSignature: Uint8Array.from(signature.value),
    signedDigest: Buffer.concat([hashOf(birthdate, sex, key), hashOf(name, address), hashOf(photo)]),
  });
}

/** Whether the issuer signed this front: the person's attributes, the pictures and the card's own key. */
export function isFrontSigned({ issuerSignature, signedDigest }: Front, issuerKey: KeyObject): boolean {
  return isSignedByIssuer(issuerSignature, signedDigest, issuerKey);
}

/** Zeroes the pictures of a front, or of what was made of it. */
export function wipeFront({ photo, namePicture, addressPicture }: Partial<Front>): void {
  for (const picture of [photo, namePicture, addressPicture]) picture?.fill(0);
}

/** Where the security code's picture begins, by the last entry of the offset table: offsets count from the file's start. */
function partsEnd(bytes: Uint8Array): number | undefined {
  const outer = readTlvHeader(bytes);
  const table = outer && readTlvHeader(bytes, outer.headerLength);
  if (outer?.tag !== frontTag.front || table?.tag !== frontTag.offsets) return undefined;
  const at = outer.headerLength + table.headerLength + (frontTag.securityCodePicture - frontTag.birthdate) * 2;
  const [high, low] = bytes.subarray(at, at + 2);
  if (high === undefined || low === undefined) return undefined;
  const offset = (high << 8) | low;
  return offset > at && offset <= outer.headerLength + outer.valueLength ? offset : undefined;
}

function isSex(code: string): code is Sex {
  return code === '1' || code === '2' || code === '9';
}

function text(value: Uint8Array): string {
  return Buffer.from(value).toString('latin1');
}
