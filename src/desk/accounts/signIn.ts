import { minute } from '../../kernel/durations.ts';
import type { Accounts } from './accounts.ts';
import type { FailedSignIns } from './failedSignIns.ts';
import { FailureLimit } from './failureLimit.ts';
import type { KnownBrowsers } from './knownBrowsers.ts';
import { isPassword, nobodysPassword } from './secrets.ts';
import { type StaffMember, signInName } from './staffTable.ts';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly staff: StaffMember }
  | { readonly kind: 'refused' }
  /** Too many are trying at once: nothing was tried. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'too-many'; readonly waitMs: number };

/** Where an attempt comes from: an address, with the token that its browser keeps (empty where it has none). */
export interface SignInPlace {
  readonly address: string;
  readonly browser: string;
}

/**
 * Wrong passwords in a quarter of an hour before nothing is tried any more. `here`: for one name from one address, or
 * in one browser its owner has used, or in one session: slips of the finger. `anywhere`: for one name from all
 * addresses that nobody of that name has signed in from; a guesser with many of them gets some six thousand a day.
 */
export const signInLimit = { here: 10, anywhere: 60, windowMs: 15 * minute } as const;

/**
 * Who is this? The same answer after the same work for a wrong password and for a name that does not exist, however
 * the name is written. Strangers' failures are counted apart from those of the browsers a person uses, so that nobody
 * can lock out a colleague by their name.
 */
export class SignIn {
  private readonly accounts: Accounts;
  private readonly failures: FailedSignIns;
  private readonly browsers: KnownBrowsers;
  private readonly nobodysPassword: string;
  private readonly here: FailureLimit;
  private readonly anywhere: FailureLimit;

  constructor(accounts: Accounts, failures: FailedSignIns, browsers: KnownBrowsers, now: () => number) {
    this.accounts = accounts;
    this.failures = failures;
    this.browsers = browsers;
    this.nobodysPassword = nobodysPassword(accounts.passwordCost);
    const { here, anywhere, windowMs } = signInLimit;
    this.here = new FailureLimit({ most: here, windowMs, now });
    this.anywhere = new FailureLimit({ most: anywhere, windowMs, now });
  }

  /** Somebody who is not signed in yet. */
  async attempt(name: string, password: string, { address, browser }: SignInPlace): Promise<SignInOutcome> {
    const account = this.accounts.findForSignIn(name);
    const id = account?.member.id;
    if (id !== undefined && this.browsers.knows(id, browser)) {
      return this.check(account, password, [[this.here, `browser ${id} ${browser}`]]);
    }
    // Of what was typed alone, never of the account it may name: else the limits would tell which names exist.
    const typed = signInName(name).toLowerCase();
    return this.check(account, password, [
      [this.here, `address ${address} ${typed}`],
      [this.anywhere, typed],
    ]);
  }

  /** Somebody who is signed in and says their password once more. `session` tells sessions apart. */
  again(staff: StaffMember, password: string, session: string): Promise<SignInOutcome> {
    return this.check(this.accounts.findForSignIn(staff.name), password, [[this.here, `session ${session}`]]);
  }

  private async check(
    account: ReturnType<Accounts['findForSignIn']>,
    password: string,
    limits: readonly (readonly [FailureLimit, string])[],
  ): Promise<SignInOutcome> {
    const waitMs = Math.max(...limits.map(([limit, key]) => limit.waitMs(key)));
    if (waitMs > 0) {
      this.failed('locked', account?.member);
      return { kind: 'too-many', waitMs };
    }
    const { hashing } = this.accounts;
    // Asked before the try is counted: who is sent away has not guessed.
    if (!hashing.hasRoom) return { kind: 'busy' };
    for (const [limit, key] of limits) limit.tried(key);
    const isRight = await isPassword(hashing, password, account?.password ?? this.nobodysPassword);
    if (isRight === 'busy') return { kind: 'busy' };
    if (!account?.password || !isRight) {
      this.failed(account ? 'wrong-password' : 'unknown-account', account?.member);
      return { kind: 'refused' };
    }
    if (account.member.disabled) {
      this.failed('disabled', account.member);
      return { kind: 'refused' };
    }
    if (this.accounts.isExpired(account.member)) {
      this.failed('expired', account.member);
      return { kind: 'refused' };
    }
    for (const [limit, key] of limits) limit.succeeded(key);
    return { kind: 'signed-in', staff: account.member };
  }

  private failed(
    why: 'unknown-account' | 'wrong-password' | 'locked' | 'disabled' | 'expired',
    member: StaffMember | undefined,
  ): void {
    this.failures.add({ why, ...(member ? { staff: member.id } : {}) });
  }
}
