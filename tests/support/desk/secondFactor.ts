import type { SecondFactors } from '../../../src/desk/accounts/secondFactor/secondFactors.ts';
import { codeAt } from '../../../src/desk/accounts/secondFactor/totp.ts';
import { type StaffMember, wantsSecondFactor } from '../../../src/desk/accounts/staffTable.ts';
import { second } from '../../../src/kernel/durations.ts';
import { unwrap } from '../../../src/problem/result.ts';

/**
 * Gives somebody who must have one a second factor, half a minute ago, so that the code of `now` was not used yet: each
 * works once. Returns the secret.
 */
export function enrolled(factors: SecondFactors, member: StaffMember, now: number): Uint8Array {
  if (!wantsSecondFactor(member)) return new Uint8Array();
  const secret = unwrap(factors.offer(member));
  if (!factors.accept(member, codeAt(secret, now - 30 * second))) throw new Error('the first code was not taken');
  return secret;
}

/** The secret in what a program or a QR code says of it. */
export function secretIn(uri: string): Uint8Array {
  const { searchParams } = new URL(uri);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...(searchParams.get('secret') ?? '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
