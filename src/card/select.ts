import { ok, type Result } from '../problem/result.ts';
import type { CommandApdu } from './apdu.ts';
import { exchange, unforeseen } from './exchange.ts';
import type { CardChannel } from './reader.ts';
import { statusWord } from './statusWord.ts';

/** Whether what was asked for exists on the card. Where it does, it is now the current one. */
export type Selection = 'selected' | 'absent';

/** SELECT by name. Being absent is an answer (the card is another one), not a problem. */
export async function selectApplication(
  channel: CardChannel,
  aid: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Selection>> {
  const command: CommandApdu = { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x0c, data: aid };
  const first = await exchange(channel, command, { signal });
  // Some cards answer 6F00 to the first command after power-on. Selecting twice costs nothing.
  const answer =
    first.ok && first.value.status === statusWord.unknownError ? await exchange(channel, command, { signal }) : first;
  if (!answer.ok) return answer;
  // A card of another kind has its own ways to say no; only one that chokes is a problem.
  if (answer.value.status === statusWord.ok) return ok('selected');
  return answer.value.status === statusWord.unknownError
    ? unforeseen('SELECT application', answer.value.status)
    : ok('absent');
}

/** SELECT of an elementary file in the current application, by its two-byte identifier. */
export async function selectFile(channel: CardChannel, id: number, signal: AbortSignal): Promise<Result<Selection>> {
  const data = Uint8Array.of(id >> 8, id & 0xff);
  const answer = await exchange(channel, { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data }, { signal });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === statusWord.ok) return ok('selected');
  if (status === statusWord.fileNotFound) return ok('absent');
  return unforeseen(`SELECT EF ${id.toString(16).toUpperCase().padStart(4, '0')}`, status);
}
