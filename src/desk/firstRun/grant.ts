import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hour } from '../../kernel/durations.ts';
import { codeHash, tokenHash } from '../accounts/secrets.ts';

/** Nobody sits over one question for longer: a browser that was left is not the way in. Milliseconds. */
const idleMs = hour;

/**
 * The one browser that may set the kiosk up before there is an administrator: the one in which the code was said last.
 * In memory alone, so that a new start wants the new code.
 */
export class Grant {
  private readonly code: string;
  private readonly now: () => number;
  private held: { readonly hash: Buffer; usedAt: number } | undefined;

  constructor(code: string, now: () => number) {
    this.code = code;
    this.now = now;
  }

  isCode(typed: string): boolean {
    return timingSafeEqual(codeHash(typed), codeHash(this.code));
  }

  /** Lets a browser in, and the one before it out; what comes back goes into its cookie and nowhere else. */
  give(): string {
    const token = randomBytes(32).toString('base64url');
    this.held = { hash: tokenHash(token), usedAt: this.now() };
    return token;
  }

  isHeldBy(token: string): boolean {
    const { held } = this;
    if (!held || token === '' || !timingSafeEqual(held.hash, tokenHash(token))) return false;
    if (this.now() - held.usedAt > idleMs) return false;
    held.usedAt = this.now();
    return true;
  }

  /** There is an administrator: from here on they alone. */
  end(): void {
    this.held = undefined;
  }
}
