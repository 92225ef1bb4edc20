import { failed, ok, type Result } from '../problem/result.ts';
import { type CommandApdu, decodeResponse, encodeCommand, type ResponseApdu } from './apdu.ts';
import type { CardChannel, TransmitOptions } from './reader.ts';
import { describeStatus, lengthToAsk, lengthWaiting } from './statusWord.ts';

type Options = TransmitOptions & { readonly signal: AbortSignal };

/** No file and no answer of the card is longer; each piece has up to 256 bytes. */
const longestAnswer = 65_536;
const mostPieces = longestAnswer / 256;

/**
 * Sends one command and gives the card's whole answer, whatever its status word. Where the card says that more is
 * waiting (61xx) it is fetched; where it wants another Le (6Cxx) the command goes out once more with that one, which
 * is no repetition: the card has done nothing yet. Both happen only to commands that expect bytes, VERIFY never among
 * them. Errors: those of the channel; U-101 where the answer is none; U-106 where it never ends.
 */
export async function exchange(
  channel: CardChannel,
  command: CommandApdu,
  options: Options,
): Promise<Result<ResponseApdu>> {
  const first = await once(channel, command, options);
  if (!first.ok || command.le === undefined) return first;
  const le = lengthToAsk(first.value.status);
  const answer = le === undefined ? first : await once(channel, { ...command, le }, options);
  if (!answer.ok || lengthWaiting(answer.value.status) === undefined) return answer;
  return collect(channel, answer.value, options);
}

/** The problem of a status word that the specification does not foresee after `step`. */
export function unforeseen(step: string, status: number): Result<never> {
  return failed('U-106', `${step}: ${describeStatus(status)}`);
}

/** The encoded command is zeroed before this returns, since it may hold a PIN. */
async function once(channel: CardChannel, command: CommandApdu, options: Options): Promise<Result<ResponseApdu>> {
  const bytes = encodeCommand(command);
  try {
    const answer = await channel.transmit(bytes, options);
    if (!answer.ok) return answer;
    const response = decodeResponse(answer.value);
    return response ? ok(response) : failed('U-101', `an answer of ${answer.value.length} bytes without status word`);
  } finally {
    bytes.fill(0);
  }
}

/** GET RESPONSE until the card has nothing more. */
async function collect(channel: CardChannel, begun: ResponseApdu, options: Options): Promise<Result<ResponseApdu>> {
  const parts = [begun.data];
  let length = begun.data.length;
  let { status } = begun;
  for (let le = lengthWaiting(status); le !== undefined; le = lengthWaiting(status)) {
    const more = await once(channel, { cla: 0x00, ins: 0xc0, p1: 0x00, p2: 0x00, le }, options);
    if (!more.ok) return more;
    status = more.value.status;
    length += more.value.data.length;
    if (length > longestAnswer || parts.length > mostPieces) return failed('U-106', 'an answer without end');
    parts.push(more.value.data);
  }
  const data = Uint8Array.from(Buffer.concat(parts));
  for (const part of parts) part.fill(0);
  return ok({ data, status });
}
