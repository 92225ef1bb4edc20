import { randomBytes } from 'node:crypto';
import { hour, minute } from '../../kernel/durations.ts';
import { Listeners } from '../../kernel/listeners.ts';
import { ok, ProblemError } from '../../problem/result.ts';
import { asDesk, type DeskStore } from '../store.ts';
import type { Accounts } from './accounts.ts';
import { tokenHash } from './secrets.ts';
import { idOf, numberOf, type StaffMember } from './staffTable.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly staff: StaffMember;
  /** Tells sessions apart; not what opens them. */
  readonly key: string;
}

/** How long a session lasts, milliseconds: since it was last used, and since it began. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly longestMs: number;
}

export const sessionLimits: SessionLimits = { idleMs: 15 * minute, longestMs: 12 * hour };

/** Not every request is worth a write. */
const touchEveryMs = 15_000;

interface SessionRow {
  readonly staff: number;
  readonly signedInAt: number;
  readonly lastUsedAt: number;
}

/**
 * Sessions of the desk. Only a hash of the token is kept, so the database opens nobody's session. Throws what SQLite
 * says of a disk that fails.
 */
export class Sessions {
  private readonly store: DeskStore;
  private readonly accounts: Accounts;
  private readonly limits: SessionLimits;
  private readonly ended = new Listeners();

  constructor(store: DeskStore, accounts: Accounts, limits: SessionLimits = sessionLimits) {
    this.store = store;
    this.accounts = accounts;
    this.limits = limits;
  }

  /** Begins a session; what it returns goes into the cookie and nowhere else. */
  begin(staff: StaffMember): string {
    const token = randomBytes(32).toString('base64url');
    const now = this.store.lived();
    this.database
      .prepare('INSERT INTO session (token_hash, staff, signed_in_at, last_used_at) VALUES (?, ?, ?, ?)')
      .run(tokenHash(token), numberOf(staff.id), now, now);
    return token;
  }

  /** Whose token this is; undefined where it is nobody's, or no longer. `use` keeps the session alive. */
  find(token: string, use: boolean): Session | undefined {
    const hash = tokenHash(token);
    const now = this.store.lived();
    const row = this.database
      .prepare<[Buffer], SessionRow>(
        'SELECT staff, signed_in_at AS signedInAt, last_used_at AS lastUsedAt FROM session WHERE token_hash = ?',
      )
      .get(hash);
    if (!row || this.isOver(row, now)) return undefined;
    const staff = this.accounts.find(idOf(row.staff));
    if (!staff || staff.disabled) return undefined;
    if (use && now - row.lastUsedAt >= touchEveryMs) this.touch(hash, now);
    return { staff, key: hash.toString('hex') };
  }

  end(token: string): void {
    this.database.prepare('DELETE FROM session WHERE token_hash = ?').run(tokenHash(token));
    this.ended.tell();
  }

  /** Calls `listener` after sessions have ended before their time; returns the way to stop that. */
  onEnded(listener: () => void): () => void {
    return this.ended.add(listener);
  }

  /** Ends all sessions of one person, but for the one they are in; returns how many. */
  endAllOf(staffId: string, exceptToken = ''): number {
    const { changes } = this.database
      .prepare('DELETE FROM session WHERE staff = ? AND token_hash <> ?')
      .run(numberOf(staffId), tokenHash(exceptToken));
    this.ended.tell();
    return changes;
  }

  /** Removes sessions that are over, and says whose they were. */
  removeOver(): readonly string[] {
    const { idleMs, longestMs } = this.limits;
    const now = this.store.lived();
    return this.database
      .prepare<[number, number], number>(
        'DELETE FROM session WHERE last_used_at <= ? OR signed_in_at <= ? RETURNING staff',
      )
      .pluck()
      .all(now - idleMs, now - longestMs)
      .map(idOf);
  }

  /** In a database that another program holds it stays as it was: the next request comes soon. */
  private touch(hash: Buffer, now: number): void {
    const touched = asDesk(() => {
      this.database.prepare('UPDATE session SET last_used_at = ? WHERE token_hash = ?').run(now, hash);
      return ok(undefined);
    });
    if (!touched.ok && touched.problem.code !== 'U-512') throw new ProblemError(touched.problem);
  }

  private isOver({ signedInAt, lastUsedAt }: SessionRow, now: number): boolean {
    return now - lastUsedAt >= this.limits.idleMs || now - signedInAt >= this.limits.longestMs;
  }

  private get database() {
    return this.store.database;
  }
}
