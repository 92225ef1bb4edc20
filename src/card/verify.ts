import { failed, ok, type Result } from '../problem/result.ts';
import type { ResponseApdu } from './apdu.ts';
import { exchange, unforeseen } from './exchange.ts';
import type { CardChannel } from './reader.ts';
import { selectFile } from './select.ts';
import { saysBlocked, saysNotExecuted, statusWord, triesLeft } from './statusWord.ts';

/** What the card says to a PIN or number. `triesLeft` 0 is locked. */
export type VerifyOutcome = { readonly kind: 'verified' } | { readonly kind: 'refused'; readonly triesLeft: number };

/** A PIN or number in the current application, and how this card lets VERIFY name it. */
export interface Secret {
  readonly file: number;
  readonly addressedBy: 'short identifier' | 'selection';
}

/** A {@link Secret} and its counter: 'open' where it stands verified already, which means a full counter, too. */
export interface SecretState {
  readonly secret: Secret;
  readonly triesLeft: number | 'open';
}

const verify = { cla: 0x00, ins: 0x20, p1: 0x00 } as const;
const currentFile = 0x80;

/**
 * Asks for the tries left of the PIN in `file` by a VERIFY without data, which costs none and also shows how this card
 * wants the file to be named; undefined where there is no such PIN.
 */
export async function readSecretState(
  channel: CardChannel,
  file: number,
  signal: AbortSignal,
): Promise<Result<SecretState | undefined>> {
  const byShortId = await exchange(channel, { ...verify, p2: 0x80 | file }, { signal });
  if (!byShortId.ok) return byShortId;
  const known = stateOf(byShortId.value);
  if (known !== undefined) return ok({ secret: { file, addressedBy: 'short identifier' }, triesLeft: known });
  const selected = await selectFile(channel, file, signal);
  if (!selected.ok) return selected;
  if (selected.value === 'absent') return ok(undefined);
  const answer = await exchange(channel, { ...verify, p2: currentFile }, { signal });
  if (!answer.ok) return answer;
  const state = stateOf(answer.value);
  if (state === undefined) return unforeseen('VERIFY without data', answer.value.status);
  return ok({ secret: { file, addressedBy: 'selection' }, triesLeft: state });
}

/**
 * VERIFY of `value`: spends a try when it is wrong. Sent once, never repeated. The caller zeroes `value`; the command
 * built from it is zeroed here. U-203 where it went out and no answer tells what the card made of it: the try may have
 * been counted, and only the card knows.
 */
export async function verifySecret(
  channel: CardChannel,
  { file, addressedBy }: Secret,
  value: Uint8Array,
  signal: AbortSignal,
): Promise<Result<VerifyOutcome>> {
  if (addressedBy === 'selection') {
    const selected = await selectFile(channel, file, signal);
    if (!selected.ok) return selected;
    if (selected.value === 'absent') return failed('U-106', 'the PIN file has gone');
  }
  if (signal.aborted) return failed('U-302', 'cancelled before the secret was sent');
  const p2 = addressedBy === 'selection' ? currentFile : 0x80 | file;
  const answer = await exchange(channel, { ...verify, p2, data: value }, { signal });
  if (!answer.ok) return failed('U-203', answer.problem.detail ?? answer.problem.code);
  const { status } = answer.value;
  if (status === statusWord.ok) return ok({ kind: 'verified' });
  const left = saysBlocked(status) ? 0 : triesLeft(status);
  if (left !== undefined) return ok({ kind: 'refused', triesLeft: left });
  const surprise = unforeseen('VERIFY', status);
  return saysNotExecuted(status) || surprise.ok ? surprise : failed('U-203', surprise.problem.detail);
}

function stateOf({ status }: ResponseApdu): number | 'open' | undefined {
  if (status === statusWord.ok) return 'open';
  return saysBlocked(status) ? 0 : triesLeft(status);
}
