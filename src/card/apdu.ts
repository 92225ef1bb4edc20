/** A command to the card (ISO/IEC 7816-4). */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 1 to 65,535 bytes; absent where the command carries none. More than 255 need extended length. */
  readonly data?: Uint8Array;
  /** Most bytes the answer may have, 1 to 65,536; absent where none are expected. More than 256 need extended length. */
  readonly le?: number;
}

/** The card's answer: its bytes without the status word, and the status word. */
export interface ResponseApdu {
  readonly data: Uint8Array;
  readonly status: number;
}

const shortest = { data: 255, le: 256 } as const;
const longest = { data: 65_535, le: 65_536 } as const;

/** Whether a command only fits the extended form, which not every reader passes on. */
export function needsExtendedLength({ data, le = 0 }: CommandApdu): boolean {
  return (data?.length ?? 0) > shortest.data || le > shortest.le;
}

/** Room for the longest answer that a card can give to these bytes of a command, status word included. */
export function roomForAnswer(command: Uint8Array): number {
  // Behind the header an extended form begins with a zero that is no length.
  const isExtended = command.length > 5 && command[4] === 0;
  return (isExtended ? longest.le : shortest.le) + 2;
}

/** The bytes of a command, in the short form where that fits. Lengths outside the extended form are a bug and throw. */
export function encodeCommand(command: CommandApdu): Uint8Array {
  const { cla, ins, p1, p2, data, le } = command;
  if (data && (data.length < 1 || data.length > longest.data)) {
    throw new RangeError(`an APDU carries 1 to ${longest.data} bytes`);
  }
  if (le !== undefined && (le < 1 || le > longest.le)) throw new RangeError(`an APDU expects 1 to ${longest.le} bytes`);
  // The longest of a form goes out as zero: both fields are one byte short of it.
  const number = (value: number) => [value >> 8, value].map((each) => each & 0xff);
  const lengths = needsExtendedLength(command)
    ? { marker: [0], lc: data ? number(data.length) : [], le: le === undefined ? [] : number(le) }
    : { marker: [], lc: data ? [data.length] : [], le: le === undefined ? [] : [le & 0xff] };
  return Uint8Array.from([cla, ins, p1, p2, ...lengths.marker, ...lengths.lc, ...(data ?? []), ...lengths.le]);
}

/** The command behind the bytes, as a card reads them; undefined where they are no APDU. */
export function decodeCommand(bytes: Uint8Array): CommandApdu | undefined {
  const [cla, ins, p1, p2, p3] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return undefined;
  const header = { cla, ins, p1, p2 };
  if (p3 === undefined) return header;
  if (bytes.length === 5) return { ...header, le: p3 || shortest.le };
  return p3 === 0 ? decodeBody(header, bytes.subarray(5), 2) : decodeBody(header, bytes.subarray(4), 1);
}

/** What follows the header (and, in the extended form, the marker): length fields of `width` bytes, and the data. */
function decodeBody(header: Omit<CommandApdu, 'data' | 'le'>, body: Uint8Array, width: 1 | 2): CommandApdu | undefined {
  const most = width === 1 ? shortest.le : longest.le;
  const numberAt = (at: number) => (width === 1 ? body[at] : ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0)) ?? 0;
  if (body.length === width) return { ...header, le: numberAt(0) || most };
  const lc = numberAt(0);
  const data = body.subarray(width, width + lc);
  const rest = body.length - width - lc;
  if (lc === 0 || (rest !== 0 && rest !== width)) return undefined;
  return rest === 0 ? { ...header, data } : { ...header, data, le: numberAt(width + lc) || most };
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
