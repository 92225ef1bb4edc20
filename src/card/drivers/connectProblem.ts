import type { Problem } from '../../problem/result.ts';

/** SCARD_E_SHARING_VIOLATION, as pcsclite writes it: in words, and as a number with or without its sign. */
const isTaken = /sharing violation|0x8010000b|-2146435061/i;

/** Why a card let nobody connect. @param said what PC/SC said the last time */
export function connectProblem(said: string): Problem {
  return isTaken.test(said)
    ? { code: 'U-107', detail: 'another program holds the card (0x8010000B)' }
    : { code: 'U-101', detail: 'the card lets nobody connect' };
}
