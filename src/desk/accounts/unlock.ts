import { timingSafeEqual } from 'node:crypto';
import { passcodeDigits } from '../../reception/passcode.ts';
import type { Accounts } from './accounts.ts';
import type { Session, Sessions } from './sessions.ts';
import type { SignIn } from './signIn.ts';

/** Passcodes at one locked session; past this only the password opens it, so that four digits are enough. */
export const mostPasscodes = 5;

export type UnlockOutcome =
  | { readonly kind: 'proved'; readonly by: 'passcode' | 'password' }
  | { readonly kind: 'wrong-passcode'; readonly left: number }
  | { readonly kind: 'wrong-password' }
  /** No passcode is taken any more. */
  | { readonly kind: 'password-wanted' }
  | { readonly kind: 'too-many' | 'busy' };

export interface UnlockParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
}

/**
 * Whether this is whoever is signed in: by their own passcode, never a colleague's, or by their password. Passcodes are
 * counted before they are known to be wrong, in the session itself: several at once, or a restart, get no more of them.
 * @param secret as it was typed; no password has the form of a passcode
 */
export async function provesOwner(
  { accounts, sessions, signIn }: UnlockParts,
  by: Session,
  token: string,
  secret: string,
): Promise<UnlockOutcome> {
  const digits = secret.normalize('NFKC').trim();
  if (!new RegExp(`^\\d{${passcodeDigits}}$`).test(digits)) {
    const { kind } = await signIn.again(by.staff, secret, by.key);
    if (kind === 'signed-in') return { kind: 'proved', by: 'password' };
    return { kind: kind === 'refused' ? 'wrong-password' : kind };
  }
  // Asked before the try is counted: who is sent away has not guessed.
  if (!accounts.hashing.hasRoom) return { kind: 'busy' };
  const tried = sessions.countPasscode(token);
  if (tried > mostPasscodes) return { kind: 'password-wanted' };
  const passcode = Buffer.from(digits, 'latin1');
  try {
    const given = await accounts.passcodeHash(passcode, 'desk');
    if (given === 'busy') return { kind: 'busy' };
    const own = accounts.passcodes().find(({ id }) => id === by.staff.id);
    if (own && timingSafeEqual(own.hash, given)) return { kind: 'proved', by: 'passcode' };
    return { kind: 'wrong-passcode', left: mostPasscodes - tried };
  } finally {
    passcode.fill(0);
  }
}
