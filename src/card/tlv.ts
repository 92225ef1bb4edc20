/** Where a BER-TLV object begins and ends (ISO/IEC 8825-1, as used by DER certificates and by the card's files). */
export interface TlvHeader {
  /** All tag bytes as one number: 0x30, 0xDF27, 0x7F4E. */
  readonly tag: number;
  /** Bytes of tag and length together. */
  readonly headerLength: number;
  /** Bytes of the value. */
  readonly valueLength: number;
}

/**
 * The longest header this program accepts: three tag bytes, a length of up to three bytes. A card's file cannot be
 * longer than 32,767 bytes, so a longer one is damage.
 */
export const longestTlvHeader = 7;

/** The header at `offset`, undefined where there is none: cut short, indefinite length, or filler (00, FF). */
export function readTlvHeader(bytes: Uint8Array, offset = 0): TlvHeader | undefined {
  let at = offset;
  const first = bytes[at++];
  if (first === undefined || first === 0x00) return undefined;
  // FF is filler as well, but the card's own objects begin with it too: FF10, FF20, …
  if (first === 0xff && bytes[at] === 0xff) return undefined;
  let tag = first;
  if ((first & 0x1f) === 0x1f) {
    let next: number | undefined;
    do {
      next = bytes[at++];
      if (next === undefined || at - offset > 3) return undefined;
      tag = (tag << 8) | next;
    } while (next & 0x80);
  }
  const length = bytes[at++];
  if (length === undefined) return undefined;
  if (length < 0x80) return { tag, headerLength: at - offset, valueLength: length };
  const lengthBytes = length & 0x7f;
  if (lengthBytes === 0 || lengthBytes > 3) return undefined;
  let valueLength = 0;
  for (let i = 0; i < lengthBytes; i++) {
    const next = bytes[at++];
    if (next === undefined) return undefined;
    valueLength = valueLength * 256 + next;
  }
  return { tag, headerLength: at - offset, valueLength };
}

/** The bytes of one object; the shortest form of the length. */
export function encodeTlv(tag: number, value: Uint8Array): Uint8Array {
  const length = value.length;
  const lengthBytes = length < 0x80 ? [length] : [0x80 | bytesOf(length).length, ...bytesOf(length)];
  return Uint8Array.from([...bytesOf(tag), ...lengthBytes, ...value]);
}

function bytesOf(value: number): readonly number[] {
  return value < 0x100 ? [value] : [...bytesOf(value >>> 8), value & 0xff];
}

/** One object of a sequence, sharing the sequence's memory. */
export interface TlvPart {
  readonly header: TlvHeader;
  /** Tag, length and value: what signatures are made over. */
  readonly whole: Uint8Array;
  readonly value: Uint8Array;
}

/**
 * The objects that lie one after the other in `bytes`, by tag; undefined where one is cut short, two have the same tag,
 * or something that is no object follows. Empty bytes hold no objects.
 */
export function tlvSequence(bytes: Uint8Array): ReadonlyMap<number, TlvPart> | undefined {
  const parts = new Map<number, TlvPart>();
  for (let at = 0; at < bytes.length; ) {
    const header = readTlvHeader(bytes, at);
    const end = header && at + header.headerLength + header.valueLength;
    if (!header || !end || end > bytes.length || parts.has(header.tag)) return undefined;
    const whole = bytes.subarray(at, end);
    parts.set(header.tag, { header, whole, value: whole.subarray(header.headerLength) });
    at = end;
  }
  return parts;
}
