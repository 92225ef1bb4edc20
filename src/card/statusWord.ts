/** The status words this program meets on a My Number card. */
export const statusWord = {
  ok: 0x9000,
  /** The end of the file came before the number of bytes asked for; what there was is in the answer. */
  endOfFile: 0x6282,
  securityStatusNotSatisfied: 0x6982,
  /** Cards differ in which of the two they use for a PIN without tries. */
  authenticationMethodBlocked: 0x6983,
  referenceDataBlocked: 0x6984,
  conditionsNotSatisfied: 0x6985,
  noCurrentFile: 0x6986,
  wrongData: 0x6a80,
  fileNotFound: 0x6a82,
  wrongP1P2: 0x6a86,
  wrongLength: 0x6700,
  offsetOutside: 0x6b00,
  referenceNotFound: 0x6a88,
  unknownInstruction: 0x6d00,
  unknownClass: 0x6e00,
  /** "No precise diagnosis": also what some cards answer to the very first command after power-on. */
  unknownError: 0x6f00,
} as const;

/** Tries left when the status word is 63Cx, undefined for every other. */
export function triesLeft(status: number): number | undefined {
  return (status & 0xfff0) === 0x63c0 ? status & 0xf : undefined;
}

/** Whether the status word says that the PIN is locked. */
export function saysBlocked(status: number): boolean {
  return status === statusWord.referenceDataBlocked || status === statusWord.authenticationMethodBlocked;
}

/** The number of bytes to ask for instead, when the status word is 6Cxx (1 to 256). */
export function lengthToAsk(status: number): number | undefined {
  return (status & 0xff00) === 0x6c00 ? status & 0xff || 256 : undefined;
}

/** The number of bytes that wait for a GET RESPONSE, when the status word is 61xx (1 to 256). */
export function lengthWaiting(status: number): number | undefined {
  return (status & 0xff00) === 0x6100 ? status & 0xff || 256 : undefined;
}

/** Whether the card refused a command before it did anything (ISO/IEC 7816-4, "checking error"). */
export function saysNotExecuted(status: number): boolean {
  return [0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e].includes(status >> 8);
}

/** For staff and the log: `6A82 (fileNotFound)`. */
export function describeStatus(status: number): string {
  const hex = status.toString(16).toUpperCase().padStart(4, '0');
  const name = Object.entries(statusWord).find(([, value]) => value === status)?.[0];
  return name ? `${hex} (${name})` : hex;
}
