import { failed, ok, type Result } from '../problem/result.ts';
import { digestInfo, sha256 } from './digestInfo.ts';
import { exchange, unforeseen } from './exchange.ts';
import type { CardChannel } from './reader.ts';
import { selectFile } from './select.ts';
import { saysNotExecuted, statusWord } from './statusWord.ts';

/** RSA on the card takes its time; 300 ms, a usual limit, is known to be too short. */
const signatureTimeoutMs = 20_000;

/** Which key COMPUTE DIGITAL SIGNATURE takes: one in a file, or the application's own. */
export type CardKey = { readonly file: number } | 'of the application';

const currentFile = 0x80;
const applicationKey = 0x00;

/**
 * The card's signature (RSA PKCS #1 v1.5, SHA-256) over `message`, made by a key of the current application. U-106
 * where the key is not there or not opened (6982).
 */
export async function signMessage(
  channel: CardChannel,
  key: CardKey,
  message: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  const data = digestInfo(sha256(message));
  const sign = (p2: number) =>
    exchange(channel, { cla: 0x80, ins: 0x2a, p1: 0x00, p2, data, le: 256 }, { signal, timeoutMs: signatureTimeoutMs });
  let answer = await sign(key === 'of the application' ? applicationKey : 0x80 | key.file);
  if (!answer.ok) return answer;
  if (key !== 'of the application' && saysNotExecuted(answer.value.status)) {
    // A token that does not take short identifiers here: the key is selected first.
    const selected = await selectFile(channel, key.file, signal);
    if (!selected.ok) return selected;
    if (selected.value === 'absent') return failed('U-106', 'no such key');
    answer = await sign(currentFile);
    if (!answer.ok) return answer;
  }
  const { status, data: signature } = answer.value;
  return status === statusWord.ok ? ok(signature) : unforeseen('COMPUTE DIGITAL SIGNATURE', status);
}
