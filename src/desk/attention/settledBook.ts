import { z } from 'zod';
import { day } from '../../kernel/durations.ts';
import { Listeners } from '../../kernel/listeners.ts';
import { ok, type Result } from '../../problem/result.ts';
import { type AttentionReason, attentionReasons } from '../../reception/attentionReasons.ts';
import { onRecord } from '../onRecord.ts';
import type { DeskAudit } from '../ports.ts';
import { asDesk, type DeskStore } from '../store.ts';

/** What of which arrival: the UUID of the reception, and why it wanted attention. */
export interface SettledKey {
  readonly reception: string;
  readonly why: AttentionReason;
}

/** 対応済み: somebody has seen to it. */
export interface Settled extends SettledKey {
  /** Id of the account that was signed in. */
  readonly staff: string;
  /** Who saw to it, as they sign: several people may stand at one desk. */
  readonly initials: string;
  /** Milliseconds since the epoch. */
  readonly settledAt: number;
}

/** Longer than any reception wants attention; milliseconds. */
const keptMs = 60 * day;

const rowSchema = z.object({
  reception: z.string(),
  why: z.enum(attentionReasons),
  staff: z.string(),
  initials: z.string(),
  settledAt: z.int(),
});

/**
 * What has been seen to, for every desk alike, and how it is taken back. Of the patient nothing is here but the id of
 * the reception. A mark belongs to its reason: what comes up anew about the same arrival wants attention anew.
 */
export class SettledBook {
  private readonly store: DeskStore;
  private readonly audit: DeskAudit;
  private readonly listeners = new Listeners();

  constructor(store: DeskStore, audit: DeskAudit) {
    this.store = store;
    this.audit = audit;
  }

  /** Everything that is marked, by {@link settledName}. Errors: U-801. */
  all(): Result<ReadonlyMap<string, Settled>> {
    return asDesk(() => {
      const rows = this.database
        .prepare('SELECT reception, why, staff, initials, settled_at AS settledAt FROM settled')
        .all();
      return ok(new Map(rows.map((row) => rowSchema.parse(row)).map((mark) => [settledName(mark), mark])));
    });
  }

  /** Marks it; false where a colleague has been faster. On record, or not done. Errors: U-507, U-512, U-801. */
  settle(mark: Omit<Settled, 'settledAt'>): Result<boolean> {
    const now = this.store.now();
    return this.change(mark, 'desk.settled', () => {
      this.database.prepare('DELETE FROM settled WHERE settled_at < ?').run(now - keptMs);
      return this.database
        .prepare(
          `INSERT INTO settled (reception, why, staff, initials, settled_at)
           VALUES (@reception, @why, @staff, @initials, @now) ON CONFLICT DO NOTHING`,
        )
        .run({ ...mark, now }).changes;
    });
  }

  /** Takes the mark back; false where there is none. On record, or not done. Errors: U-507, U-512, U-801. */
  reopen(mark: SettledKey & { readonly staff: string }): Result<boolean> {
    return this.change(
      mark,
      'desk.reopened',
      () => this.database.prepare('DELETE FROM settled WHERE reception = @reception AND why = @why').run(mark).changes,
    );
  }

  /** The initials this account signed with last; undefined where it has not signed yet. */
  lastInitialsOf(staff: string): string | undefined {
    return this.database
      .prepare<[string], string>('SELECT initials FROM settled WHERE staff = ? ORDER BY settled_at DESC LIMIT 1')
      .pluck()
      .get(staff);
  }

  /** Calls `listener` after every mark that was made or taken back; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  private change(
    { reception, why, staff }: SettledKey & { readonly staff: string },
    type: 'desk.settled' | 'desk.reopened',
    work: () => number,
  ): Result<boolean> {
    const changed = asDesk(() =>
      onRecord(
        { store: this.store, audit: this.audit },
        () => ({ done: true, value: work() > 0 }),
        (isChanged) => (isChanged ? [{ type, staff, reception, why }] : []),
      ),
    );
    if (!changed.ok) return changed;
    const isChanged = changed.value.done && changed.value.value;
    if (isChanged) this.listeners.tell();
    return ok(isChanged);
  }

  private get database() {
    return this.store.database;
  }
}

/** The name under which a mark is found. */
export function settledName({ reception, why }: SettledKey): string {
  return `${reception} ${why}`;
}
