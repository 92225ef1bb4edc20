import { randomBytes } from 'node:crypto';
import { hour, minute } from '../../kernel/durations.ts';
import { Listeners } from '../../kernel/listeners.ts';
import { ok, ProblemError } from '../../problem/result.ts';
import { asDesk, type DeskStore } from '../store.ts';
import type { Accounts } from './accounts.ts';
import { tokenHash } from './secrets.ts';
import { idOf, numberOf, type StaffMember, wantsSecondFactor } from './staffTable.ts';
import {
  isOver,
  type SessionLimits,
  type SessionStanding,
  type SessionTimes,
  type Sign,
  standingOf,
  touchedBy,
} from './standing.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly staff: StaffMember;
  /** Tells sessions apart; not what opens them. */
  readonly key: string;
  /** What may be done with it at this moment. */
  readonly standing: SessionStanding;
}

export const sessionLimits: SessionLimits = { idleMs: 15 * minute, longestMs: 12 * hour, lockMs: 5 * minute };

type SessionRow = SessionTimes & { readonly staff: number };

/**
 * Sessions of the desk. Only a hash of the token is kept, so the database opens nobody's session. Throws what SQLite
 * says of a disk that fails.
 */
export class Sessions {
  readonly limits: SessionLimits;
  private readonly store: DeskStore;
  private readonly accounts: Accounts;
  private readonly changed = new Listeners();

  constructor(store: DeskStore, accounts: Accounts, limits: SessionLimits = sessionLimits) {
    this.store = store;
    this.accounts = accounts;
    this.limits = limits;
  }

  /** Begins a session; what it returns goes into the cookie and nowhere else. */
  begin(staff: StaffMember): string {
    const token = randomBytes(32).toString('base64url');
    this.database
      .prepare(
        `INSERT INTO session (token_hash, staff, signed_in_at, last_used_at, last_seen_at, last_open_at)
         VALUES (@hash, @staff, @now, @now, @now, @now)`,
      )
      .run({ hash: tokenHash(token), staff: numberOf(staff.id), now: this.store.lived() });
    return token;
  }

  /** Whose token this is; undefined where it is nobody's, or no longer. @param sign what is noted of it, if anything */
  find(token: string, sign: Sign | undefined): Session | undefined {
    const hash = tokenHash(token);
    const now = this.store.lived();
    const row = this.database
      .prepare<[Buffer], SessionRow>(
        `SELECT staff, signed_in_at AS signedInAt, last_used_at AS lastUsedAt, last_seen_at AS lastSeenAt,
           last_open_at AS lastOpenAt, locked, proven FROM session WHERE token_hash = ?`,
      )
      .get(hash);
    if (!row || isOver(row, this.limits, now)) return undefined;
    const staff = this.accounts.find(idOf(row.staff));
    if (!staff || staff.disabled || this.accounts.isExpired(staff)) return undefined;
    const factor = { isWanted: wantsSecondFactor(staff), isThere: staff.hasSecondFactor };
    const standing = standingOf(row, factor, this.limits, now);
    if (sign) this.note(hash, sign, standing, row, now);
    return { staff, key: hash.toString('hex'), standing };
  }

  /** Notes that its owner has shown their second factor. */
  prove(token: string): void {
    this.database.prepare('UPDATE session SET proven = 1 WHERE token_hash = ?').run(tokenHash(token));
  }

  end(token: string): void {
    this.database.prepare('DELETE FROM session WHERE token_hash = ?').run(tokenHash(token));
    this.changed.tell();
  }

  /** Calls `listener` after sessions were locked, or have ended before their time; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.changed.add(listener);
  }

  /** Ends all sessions of one person, but for the one they are in; returns how many. */
  endAllOf(staffId: string, exceptToken = ''): number {
    const { changes } = this.database
      .prepare('DELETE FROM session WHERE staff = ? AND token_hash <> ?')
      .run(numberOf(staffId), tokenHash(exceptToken));
    this.changed.tell();
    return changes;
  }

  /** Locks one session: it shows nothing until somebody proves to be its owner. */
  lock(token: string): void {
    this.database.prepare('UPDATE session SET locked = 1 WHERE token_hash = ?').run(tokenHash(token));
    this.changed.tell();
  }

  /** Locks what nobody was seen at for too long, and says whose sessions they were. They were shut before, by their times. */
  lockUnseen(): readonly string[] {
    const unseen = this.database
      .prepare<[number], number>('UPDATE session SET locked = 1 WHERE locked = 0 AND last_seen_at <= ? RETURNING staff')
      .pluck()
      .all(this.store.lived() - this.limits.lockMs);
    if (unseen.length > 0) this.changed.tell();
    return unseen.map(idOf);
  }

  /** Opens a locked session again, once its owner has proved to be there. False where it is over. */
  unlock(token: string): boolean {
    if (!this.find(token, undefined)) return false;
    this.database
      .prepare(
        `UPDATE session SET locked = 0, wrong_passcodes = 0, last_used_at = @now, last_seen_at = @now, last_open_at = @now
         WHERE token_hash = @hash`,
      )
      .run({ hash: tokenHash(token), now: this.store.lived() });
    return true;
  }

  /** Counts a passcode before it is known to be wrong; returns how many there have been since it was last opened. */
  countPasscode(token: string): number {
    const counted = this.database
      .prepare<[Buffer], number>(
        'UPDATE session SET wrong_passcodes = wrong_passcodes + 1 WHERE token_hash = ? RETURNING wrong_passcodes',
      )
      .pluck();
    return counted.get(tokenHash(token)) ?? Number.POSITIVE_INFINITY;
  }

  /** Removes sessions that are over, and says whose they were. */
  removeOver(): readonly string[] {
    const { idleMs, longestMs } = this.limits;
    const now = this.store.lived();
    return this.database
      .prepare<[number, number], number>(
        `DELETE FROM session WHERE max(last_used_at, last_seen_at, last_open_at) <= ? OR signed_in_at <= ?
         RETURNING staff`,
      )
      .pluck()
      .all(now - idleMs, now - longestMs)
      .map(idOf);
  }

  /** In a database that another program holds it stays as it was: the next request comes soon. */
  private note(hash: Buffer, sign: Sign, standing: SessionStanding, row: SessionTimes, now: number): void {
    const touched = touchedBy(row, sign, standing, now);
    if (touched.length === 0) return;
    const noted = asDesk(() => {
      const columns = touched.map((column) => `${column} = @now`).join(', ');
      this.database.prepare(`UPDATE session SET ${columns} WHERE token_hash = @hash`).run({ hash, now });
      return ok(undefined);
    });
    if (!noted.ok && noted.problem.code !== 'U-512') throw new ProblemError(noted.problem);
  }

  private get database() {
    return this.store.database;
  }
}
