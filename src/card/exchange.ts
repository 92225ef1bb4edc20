import { failed, ok, type Result } from '../problem/result.ts';
import { type CommandApdu, decodeResponse, encodeCommand, type ResponseApdu } from './apdu.ts';
import type { CardChannel, TransmitOptions } from './reader.ts';
import { describeStatus } from './statusWord.ts';

/**
 * Sends one command and gives the card's answer, whatever its status word. The encoded command is zeroed before this
 * returns, since it may hold a PIN. Errors: those of the channel, and U-101 where the answer is no answer.
 */
export async function exchange(
  channel: CardChannel,
  command: CommandApdu,
  options: TransmitOptions & { readonly signal: AbortSignal },
): Promise<Result<ResponseApdu>> {
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

/** The problem of a status word that the specification does not foresee after `step`. */
export function unforeseen(step: string, status: number): Result<never> {
  return failed('U-106', `${step}: ${describeStatus(status)}`);
}
