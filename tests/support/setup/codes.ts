import { codeAt as digitsAt } from '../../../src/desk/accounts/secondFactor/totp.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an app shows that was given this secret as it is typed (base 32, in groups). */
export function codeAt(typed: string, now: number): string {
  const bits = [...typed.replaceAll(' ', '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return digitsAt(Uint8Array.from(bytes), now);
}
