import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
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
/** Timers come up to a millisecond late, a frame takes as little as three: the rest is waited for turn by turn. */
const coarseMs = 2;

/** Sends `command` to the card at the far end of the way and gives its answer when it would arrive. */
export async function sendOver(
  way: Way,
  card: { process(command: Uint8Array): Uint8Array },
  command: Uint8Array,
): Promise<Uint8Array> {
  const started = performance.now();
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
  while (performance.now() < moment) await nextTurn();
}
