import type { KeyObject } from 'node:crypto';
import { isBlank } from '../kernel/blank.ts';
import { holdsEndlessText } from '../kernel/endlessText.ts';
import { dateDigits, partialDate } from '../kernel/partialDate.ts';
import { asPlainLine } from '../kernel/plainLine.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { sha256 } from './digestInfo.ts';
import { ElementaryFile } from './elementaryFile.ts';
import { isSignedByIssuer } from './issuerSignature.ts';
import type { CardChannel } from './reader.ts';
import { longestTlvHeader, readTlvHeader, tlvSequence } from './tlv.ts';

/** 券面事項入力補助: the files this program opens. The one with the 12-digit number (0001) is never among them. */
export const textInputFile = { attributes: 0x0002, signatures: 0x0003, numberB: 0x0015 } as const;

export const attributesTag = {
  attributes: 0xff20,
  offsets: 0xdf21,
  name: 0xdf22,
  address: 0xdf23,
  birthdate: 0xdf24,
  sex: 0xdf25,
} as const;

export const signaturesTag = {
  signatures: 0xff30,
  numberHash: 0xdf31,
  attributesHash: 0xdf32,
  signature: 0xdf33,
} as const;

/** The signature file has 336 bytes on every card: 5 of header, two hashes and a signature with theirs. */
const signaturesLength = 336;

/** 4情報: what the card says in text. */
export interface FourItems {
  /** Family name and given name with an ideographic space (U+3000) between. */
  readonly name: string;
  readonly address: string;
  /** Gregorian yyyyMMdd, with zeros for what is not known. */
  readonly birthdate: string;
  /** 1 male, 2 female, 9 not applicable or not said; as the card says it. */
  readonly sex: string;
}

/** The four items, and the hash under which the card's issuer signed them. */
export interface Attributes {
  readonly items: FourItems;
  readonly hash: Uint8Array;
}

/** Reads the opened four items and no filler. U-106 where the file is not what it should be. */
export async function readAttributes(channel: CardChannel, signal: AbortSignal): Promise<Result<Attributes>> {
  const file = new ElementaryFile(channel, textInputFile.attributes);
  try {
    const object = await file.firstObject(signal, longestTlvHeader);
    if (!object.ok) return object;
    const attributes = object.value && parseAttributes(object.value.bytes);
    return attributes ? ok(attributes) : failed('U-106', 'the four items are damaged');
  } finally {
    file.wipe();
  }
}

/** The four items behind the bytes of their file; undefined where they are none. */
export function parseAttributes(bytes: Uint8Array): Attributes | undefined {
  const outer = readTlvHeader(bytes);
  if (outer?.tag !== attributesTag.attributes) return undefined;
  const body = bytes.subarray(outer.headerLength, outer.headerLength + outer.valueLength);
  const parts = tlvSequence(body);
  const table = parts?.get(attributesTag.offsets);
  const value = (tag: number) => plainText(parts?.get(tag)?.value);
  const name = value(attributesTag.name);
  const address = value(attributesTag.address);
  const birthdate = parts?.get(attributesTag.birthdate)?.value;
  const sex = value(attributesTag.sex);
  // Its places count, the blank ones too.
  const born = birthdate && partialDate(Buffer.from(birthdate).toString('latin1'));
  // Nobody is without a name: one that is blank was not read.
  if (!table || !name || address === undefined || !born || sex === undefined) return undefined;
  // Hashed is what follows the table.
  const hash = sha256(body.subarray(table.whole.byteOffset - body.byteOffset + table.whole.length));
  return { items: { name, address, birthdate: dateDigits(born), sex: sex || '9' }, hash };
}

/** The issuer's signature over the hashes of both attribute files. */
export interface AttributeSignature {
  readonly attributesHash: Uint8Array;
  readonly signature: Uint8Array;
  /** SHA-256 of the two hash objects. */
  readonly digest: Uint8Array;
}

/** Reads the signature file; undefined where the card has none that can be understood. */
export async function readAttributeSignature(
  channel: CardChannel,
  signal: AbortSignal,
): Promise<Result<AttributeSignature | undefined>> {
  const file = new ElementaryFile(channel, textInputFile.signatures);
  const object = await file.firstObject(signal, signaturesLength);
  return object.ok ? ok(object.value && parseAttributeSignature(object.value.bytes)) : object;
}

/** The signature behind the bytes of its file; undefined where they are none. */
export function parseAttributeSignature(bytes: Uint8Array): AttributeSignature | undefined {
  const outer = readTlvHeader(bytes);
  if (outer?.tag !== signaturesTag.signatures) return undefined;
  const parts = tlvSequence(bytes.subarray(outer.headerLength, outer.headerLength + outer.valueLength));
  const numberHash = parts?.get(signaturesTag.numberHash);
  const attributesHash = parts?.get(signaturesTag.attributesHash);
  const signature = parts?.get(signaturesTag.signature);
  if (!numberHash || !attributesHash || !signature) return undefined;
  return {
    attributesHash: attributesHash.value,
    signature: signature.value,
    digest: sha256(Buffer.concat([numberHash.whole, attributesHash.whole])),
  };
}

/** Whether the signature file speaks of these four items. */
export function isHashSigned({ hash }: Attributes, { attributesHash }: AttributeSignature): boolean {
  return Buffer.compare(hash, attributesHash) === 0;
}

/**
 * Whether the issuer signed the hashes. That the signature covers the two hash objects is taken over from the files of
 * the other 券面 application, where it is known; no public source says it of this one.
 */
export function isAttributeSignatureGood({ signature, digest }: AttributeSignature, issuerKey: KeyObject): boolean {
  return isSignedByIssuer(signature, digest, issuerKey);
}

/** With nothing hidden in it and no padding around it; undefined where the bytes are absent, no UTF-8, or without end. */
function plainText(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return undefined;
  try {
    const text = asPlainLine(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (holdsEndlessText(text)) return undefined;
    return isBlank(text) ? '' : text.trim();
  } catch {
    return undefined;
  }
}
