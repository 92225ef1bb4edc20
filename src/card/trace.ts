import type { CardChannel } from './reader.ts';

/**
 * One command and its answer, as diagnostics may keep it. No field can hold what either carried: not a PIN, not a
 * number, not a byte of a file.
 */
export interface TraceEntry {
  /** CLA, INS, P1, P2. */
  readonly header: readonly [number, number, number, number];
  /** Bytes of the whole command and of the whole answer, status word included; no answer is 0. */
  readonly commandLength: number;
  readonly responseLength: number;
  /** Status word; undefined where no answer came. */
  readonly status: number | undefined;
  /** Milliseconds from the call to the answer, waiting for the line included. */
  readonly ms: number;
}

/** The same channel, telling `listener` after each command. */
export function traced(channel: CardChannel, listener: (entry: TraceEntry) => void): CardChannel {
  return {
    atr: channel.atr,
    reader: channel.reader,
    powerOff: () => channel.powerOff(),
    async transmit(command, options) {
      // Read before the command is sent: the caller zeroes it.
      const [cla = 0, ins = 0, p1 = 0, p2 = 0] = command;
      const commandLength = command.length;
      const started = performance.now();
      const answer = await channel.transmit(command, options);
      const bytes = answer.ok ? answer.value : undefined;
      const [sw1, sw2] = [bytes?.at(-2), bytes?.at(-1)];
      listener({
        header: [cla, ins, p1, p2],
        commandLength,
        responseLength: bytes?.length ?? 0,
        status: sw1 === undefined || sw2 === undefined ? undefined : (sw1 << 8) | sw2,
        ms: performance.now() - started,
      });
      return answer;
    },
  };
}

/** What the commands of this program are called. */
const names: ReadonlyMap<number, string> = new Map([
  [0x20, 'VERIFY'],
  [0x2a, 'COMPUTE DIGITAL SIGNATURE'],
  [0xa4, 'SELECT'],
  [0xb0, 'READ BINARY'],
  [0xc0, 'GET RESPONSE'],
]);

/** A line of `card show --trace`: `READ BINARY 00B08A00 → 9000, 5 + 252 bytes, 6.2 ms`. */
export function describeTrace({ header, commandLength, responseLength, status, ms }: TraceEntry): string {
  const hex = Buffer.from(header).toString('hex').toUpperCase();
  const answer = status?.toString(16).toUpperCase().padStart(4, '0') ?? 'no answer';
  return `${names.get(header[1]) ?? 'command'} ${hex} → ${answer}, ${commandLength} + ${responseLength} bytes, ${ms.toFixed(1)} ms`;
}
