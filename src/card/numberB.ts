import { failed, ok, type Result } from '../problem/result.ts';
import type { CardChannel } from './reader.ts';
import { readSecretState, type Secret, verifySecret } from './verify.ts';

/**
 * 照合番号B has ten tries for the life of the card, and a municipal office must unlock it. With fewer than this left
 * it is somebody else's turn to find out why.
 */
export const fewestNumberBTries = 5;

/**
 * Opens the current 券面 application with 照合番号B, which lies in `file` there. Spends a try when it is wrong. U-212
 * where it does not open; U-203 where nobody knows whether it was counted.
 */
export async function openWithNumberB(
  channel: CardChannel,
  file: number,
  numberB: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Secret>> {
  const state = await readSecretState(channel, file, signal);
  if (!state.ok) return state;
  if (!state.value) return failed('U-212', 'the card knows no 照合番号B');
  const { secret, triesLeft } = state.value;
  if (triesLeft !== 'open' && triesLeft < fewestNumberBTries) {
    return failed('U-212', `照合番号B has ${triesLeft} tries left; it is not tried below ${fewestNumberBTries}`);
  }
  return present(channel, secret, numberB, signal);
}

/**
 * The same in the card's other 券面 application, with a number that the first one has just accepted: it cannot be
 * wrong, so its counter there is not asked for.
 */
export function openAlsoWithNumberB(
  channel: CardChannel,
  secret: Secret,
  numberB: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Secret>> {
  return present(channel, secret, numberB, signal);
}

async function present(
  channel: CardChannel,
  secret: Secret,
  numberB: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Secret>> {
  const outcome = await verifySecret(channel, secret, numberB, signal);
  if (!outcome.ok) return outcome;
  return outcome.value.kind === 'verified'
    ? ok(secret)
    : failed('U-212', `照合番号B is wrong, ${outcome.value.triesLeft} tries left`);
}
