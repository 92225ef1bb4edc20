import { setTimeout as delay } from 'node:timers/promises';
import { decodeCommand, needsExtendedLength } from '../../card/apdu.ts';
import { statusWord } from '../../card/statusWord.ts';
import { exchangeMs, type Radio } from './radio.ts';

/** What lies between a program and its card: reader, driver and air. */
export interface Way {
  /** Undefined answers at once, as if there were no air. */
  readonly radio?: Radio;
  /** What reader and driver take for each command, milliseconds. */
  readonly readerMs: number;
  /** The card's time for one signature, milliseconds. */
  readonly rsaMs: number;
  /** Whether the reader passes extended length on; where not it answers 6700 itself. */
  readonly extendedLength: boolean;
}

/** No time at all, everything passes: for tests and demos, which are about something else. */
export const immediate: Way = { readerMs: 0, rsaMs: 0, extendedLength: true };

/** The air alone: reader and card take no time of their own, and everything passes. */
export function throughAir(radio: Radio): Way {
  return { ...immediate, radio };
}

const computeDigitalSignature = 0x2a;
/** Timers come more than a millisecond late, a frame takes as little as three: the last bit blocks the thread. */
const coarseMs = 2;
/** The kernel wakes a sleeper this much late. */
const fineMs = 0.12;

/** What the card says, and when its last bit is with the reader, on the clock of `performance.now()`. */
export interface TimedAnswer {
  readonly bytes: Uint8Array;
  readonly due: number;
}

/** Sends `command`, which set out at `started`, to the card at the far end. */
export function sendOver(
  way: Way,
  card: { process(command: Uint8Array): Uint8Array },
  command: Uint8Array,
  started: number,
): TimedAnswer {
  const decoded = decodeCommand(command);
  const refused = !way.extendedLength && decoded !== undefined && needsExtendedLength(decoded);
  // What this process takes to play the card counts as part of the time that the card takes.
  const bytes = refused ? Uint8Array.of(statusWord.wrongLength >> 8, 0) : card.process(command);
  const signs = decoded?.ins === computeDigitalSignature && bytes.length > 2;
  const onAir = way.radio && !refused ? exchangeMs(way.radio, command.length, bytes.length) : 0;
  return { bytes, due: started + onAir + way.readerMs + (signs ? way.rsaMs : 0) };
}

/** Does `act` at that moment, and not as late as a timer would. */
export async function whenDue<T>(due: number, act: () => T): Promise<T> {
  const coarse = due - performance.now() - coarseMs;
  if (coarse > 0) await delay(coarse);
  // Asleep, not turning in circles: a process that burns its share of a busy processor is late when it matters.
  const rest = due - performance.now() - fineMs;
  if (rest > 0) Atomics.wait(clock, 0, 0, rest);
  while (performance.now() < due);
  return act();
}

/** Nothing ever changes here: it is only waited for. */
const clock = new Int32Array(new SharedArrayBuffer(4));
