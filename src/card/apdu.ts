/**
 * A command to the card (ISO/IEC 7816-4), short form only: up to 255 bytes out, up to 256 back. Extended length is
 * a property of card and reader together and gets its own encoder once it is probed per reader.
 */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 1 to 255 bytes; absent where the command carries none. */
  readonly data?: Uint8Array;
  /** Most bytes the answer may have, 1 to 256; absent where none are expected. */
  readonly le?: number;
}

/** The card's answer: its bytes without the status word, and the status word. */
export interface ResponseApdu {
  readonly data: Uint8Array;
  readonly status: number;
}

/** The bytes of a command. Lengths outside the short form are a bug and throw. */
export function encodeCommand({ cla, ins, p1, p2, data, le }: CommandApdu): Uint8Array {
  if (data && (data.length < 1 || data.length > 255)) throw new RangeError('a short APDU carries 1 to 255 bytes');
  if (le !== undefined && (le < 1 || le > 256)) throw new RangeError('a short APDU expects 1 to 256 bytes');
  const bytes = new Uint8Array(4 + (data ? 1 + data.length : 0) + (le === undefined ? 0 : 1));
  bytes.set([cla, ins, p1, p2]);
  if (data) {
    bytes[4] = data.length;
    bytes.set(data, 5);
  }
  // 256 goes out as 00.
  if (le !== undefined) bytes[bytes.length - 1] = le & 0xff;
  return bytes;
}

/** The command behind the bytes, as a card reads them; undefined where they are no short APDU. */
export function decodeCommand(bytes: Uint8Array): CommandApdu | undefined {
  const [cla, ins, p1, p2, p3] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined;
  const header = { cla, ins, p1, p2 };
  if (p3 === undefined) return header;
  if (bytes.length === 5) return { ...header, le: p3 || 256 };
  const data = bytes.subarray(5, 5 + p3);
  if (p3 === 0 || data.length < p3) return undefined;
  if (bytes.length === 5 + p3) return { ...header, data };
  if (bytes.length !== 6 + p3) return undefined;
  return { ...header, data, le: (bytes[5 + p3] ?? 0) || 256 };
}

/**
 * The answer behind the bytes, sharing their memory; undefined where they cannot be one: shorter than a status word,
 * or one that ISO/IEC 7816-4 does not know (first nibble 6 or 9).
 */
export function decodeResponse(bytes: Uint8Array): ResponseApdu | undefined {
  const sw1 = bytes.at(-2);
  const sw2 = bytes.at(-1);
  if (sw1 === undefined || sw2 === undefined) return undefined;
  if (sw1 >> 4 !== 0x6 && sw1 >> 4 !== 0x9) return undefined;
  return { data: bytes.subarray(0, -2), status: (sw1 << 8) | sw2 };
}
