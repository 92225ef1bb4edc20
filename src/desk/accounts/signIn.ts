import { minute } from '../../kernel/durations.ts';
import type { DeskAudit } from '../ports.ts';
import type { Accounts } from './accounts.ts';
import { FailureLimit } from './failureLimit.ts';
import { isPassword, nobodysPassword } from './secrets.ts';
import type { StaffMember } from './staffTable.ts';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly staff: StaffMember }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many'; readonly waitMs: number };

/** Ten slips of the finger in a quarter of an hour; a guesser of passwords gets a thousand a day. */
export const signInLimit = { most: 10, windowMs: 15 * minute } as const;

/** Who is this? The same answer after the same work for a wrong password and for a name that does not exist. */
export class SignIn {
  readonly #accounts: Accounts;
  readonly #audit: DeskAudit;
  readonly #nobodysPassword: string;
  readonly #limit: FailureLimit;

  constructor(accounts: Accounts, audit: DeskAudit, now: () => number) {
    this.#accounts = accounts;
    this.#audit = audit;
    this.#nobodysPassword = nobodysPassword(accounts.passwordCost);
    this.#limit = new FailureLimit({ ...signInLimit, now });
  }

  async attempt(name: string, password: string): Promise<SignInOutcome> {
    const account = this.#accounts.findForSignIn(name);
    const key = account?.member.id ?? name.normalize('NFKC').trim().toLowerCase();
    const waitMs = this.#limit.waitMs(key);
    if (waitMs > 0) {
      this.#failed('locked', account?.member);
      return { kind: 'too-many', waitMs };
    }
    this.#limit.tried(key);
    const isRight = await isPassword(password, account?.password ?? this.#nobodysPassword);
    if (!account?.password || !isRight) {
      this.#failed(account ? 'wrong-password' : 'unknown-account', account?.member);
      return { kind: 'refused' };
    }
    if (account.member.disabled) {
      this.#failed('disabled', account.member);
      return { kind: 'refused' };
    }
    this.#limit.succeeded(key);
    return { kind: 'signed-in', staff: account.member };
  }

  /** An attempt that leaves no record is refused all the same, so there is nothing more to do about one. */
  #failed(why: 'unknown-account' | 'wrong-password' | 'locked' | 'disabled', member: StaffMember | undefined): void {
    this.#audit.append({ type: 'desk.sign-in-failed', why, ...(member ? { staff: member.id } : {}) });
  }
}
