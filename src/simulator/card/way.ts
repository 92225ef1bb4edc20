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

const computeDigitalSignature = 0x2a;
/** Timers come more than a millisecond late, a frame takes as little as three: the last bit blocks the thread. */
const coarseMs = 2;
/** The kernel wakes a sleeper this much late. */
const fineMs = 0.12;

/** Sends `command`, which set out at `started`, to the card at the far end; gives its answer when it would arrive. */
export async function sendOver(
  way: Way,
  card: { process(command: Uint8Array): Uint8Array },
  command: Uint8Array,
  started: number,
): Promise<Uint8Array> {
  const decoded = decodeCommand(command);
  const refused = !way.extendedLength && decoded !== undefined && needsExtendedLength(decoded);
  // What this process takes to play the card counts as part of the time that the card takes.
  const answer = refused ? Uint8Array.of(statusWord.wrongLength >> 8, 0) : card.process(command);
  const signs = decoded?.ins === computeDigitalSignature && answer.length > 2;
  const onAir = way.radio && !refused ? exchangeMs(way.radio, command.length, answer.length) : 0;
  await until(started + onAir + way.readerMs + (signs ? way.rsaMs : 0));
  return answer;
}

async function until(moment: number): Promise<void> {
  const coarse = moment - performance.now() - coarseMs;
  if (coarse > 0) await delay(coarse);
  // Asleep, not turning in circles: a process that burns its share of a busy processor is late when it matters.
  const rest = moment - performance.now() - fineMs;
  if (rest > 0) Atomics.wait(clock, 0, 0, rest);
  while (performance.now() < moment);
}

/** Nothing ever changes here: it is only waited for. */
const clock = new Int32Array(new SharedArrayBuffer(4));
