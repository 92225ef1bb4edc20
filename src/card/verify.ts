import { ok, type Result } from '../problem/result.ts';
import type { ResponseApdu } from './apdu.ts';
import { exchange, unforeseen } from './exchange.ts';
import type { CardChannel } from './reader.ts';
import { saysBlocked, statusWord, triesLeft } from './statusWord.ts';

/** What the card says to a PIN or number. `triesLeft` 0 is locked. */
export type VerifyOutcome = { readonly kind: 'verified' } | { readonly kind: 'refused'; readonly triesLeft: number };

const verify = { cla: 0x00, ins: 0x20, p1: 0x00, p2: 0x80 } as const;

/**
 * Tries left on the current PIN file, by a VERIFY without data, which costs none; 'open' where the card says that the
 * PIN stands verified already, which also means that its counter is full.
 */
export async function readTriesLeft(channel: CardChannel, signal: AbortSignal): Promise<Result<number | 'open'>> {
  const answer = await exchange(channel, verify, { signal });
  if (!answer.ok) return answer;
  const outcome = outcomeOf(answer.value);
  if (!outcome) return unforeseen('VERIFY without data', answer.value.status);
  return ok(outcome.kind === 'verified' ? 'open' : outcome.triesLeft);
}

/**
 * VERIFY of `secret` on the current PIN file: spends a try when it is wrong. Sent once, never repeated. The caller
 * zeroes `secret`; the command built from it is zeroed here.
 */
export async function verifySecret(
  channel: CardChannel,
  secret: Uint8Array,
  signal: AbortSignal,
): Promise<Result<VerifyOutcome>> {
  const answer = await exchange(channel, { ...verify, data: secret }, { signal });
  if (!answer.ok) return answer;
  const outcome = outcomeOf(answer.value);
  return outcome ? ok(outcome) : unforeseen('VERIFY', answer.value.status);
}

function outcomeOf({ status }: ResponseApdu): VerifyOutcome | undefined {
  if (status === statusWord.ok) return { kind: 'verified' };
  if (saysBlocked(status)) return { kind: 'refused', triesLeft: 0 };
  const left = triesLeft(status);
  return left === undefined ? undefined : { kind: 'refused', triesLeft: left };
}
