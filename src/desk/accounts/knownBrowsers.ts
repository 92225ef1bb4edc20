import { randomBytes } from 'node:crypto';
import { day } from '../../kernel/durations.ts';
import type { DeskStore } from '../store.ts';
import { tokenHash } from './secrets.ts';
import { numberOf } from './staffTable.ts';

/** How long a browser is known after its last sign-in, milliseconds: longer than anybody's leave but one. */
export const knownMs = 180 * day;

/**
 * Browsers in which somebody has signed in before. Wrong passwords from elsewhere do not lock these out: whoever knows
 * a name could otherwise keep its owner from working. Only a hash of the token is kept, and it opens nothing.
 */
export class KnownBrowsers {
  private readonly store: DeskStore;

  constructor(store: DeskStore) {
    this.store = store;
  }

  /** Remembers that this person signed in here; returns what the browser is to keep, its own token where it has one. */
  remember(staffId: string, token: string): string {
    const kept = this.isKnown(token) ? token : randomBytes(32).toString('base64url');
    const now = this.store.now();
    this.database.prepare('DELETE FROM browser WHERE used_at <= ?').run(now - knownMs);
    this.database
      .prepare('INSERT OR REPLACE INTO browser (token_hash, staff, used_at) VALUES (?, ?, ?)')
      .run(tokenHash(kept), numberOf(staffId), now);
    return kept;
  }

  /** Whether this person signed in in this browser before. */
  knows(staffId: string, token: string): boolean {
    return this.used('token_hash = ? AND used_at > ? AND staff = ?', token, numberOf(staffId) ?? 0);
  }

  private isKnown(token: string): boolean {
    return this.used('token_hash = ? AND used_at > ?', token);
  }

  private used(condition: string, token: string, ...more: readonly number[]): boolean {
    if (token === '') return false;
    const since = this.store.now() - knownMs;
    return (
      this.database.prepare(`SELECT 1 FROM browser WHERE ${condition}`).get(tokenHash(token), since, ...more) !==
      undefined
    );
  }

  private get database() {
    return this.store.database;
  }
}
