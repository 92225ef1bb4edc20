import { z } from 'zod';
import { ok, type Result } from '../../problem/result.ts';
import {
  type NamesOnCard,
  type SaidSame,
  type SaidSameReason,
  saidSameReasons,
} from '../../reception/link/saidSame.ts';
import type { DeskAudit } from '../ports.ts';
import { asDesk, type DeskStore } from '../store.ts';

export interface SaidSameOptions {
  readonly store: DeskStore;
  readonly audit: Pick<DeskAudit, 'append'>;
  /** Keyed hash by which the trail knows a card, `k-` and 32 hex digits: of a text nobody can guess back. */
  readonly digestOf: (text: string) => string;
  /** How long it holds, milliseconds. */
  readonly lastsMs: number;
}

/** 「本人です」 as staff say it: at which reception, about which names, why. */
export interface Saying {
  readonly names: NamesOnCard;
  /** UUID of the reception at which it is said. */
  readonly reception: string;
  /** Id of the account. */
  readonly staff: string;
  readonly reason: SaidSameReason;
}

/** What is on the list; neither card nor name is in it. */
export interface SaidEntry {
  readonly id: string;
  readonly reception: string;
  readonly staff: string;
  readonly reason: SaidSameReason;
  /** ISO 8601. */
  readonly saidAt: string;
  readonly until: string;
}

const rowSchema = z.object({
  number: z.int(),
  card: z.string(),
  reception: z.string(),
  staff: z.string(),
  reason: z.enum(saidSameReasons),
  saidAt: z.int(),
  until: z.int(),
});
const columns = 'number, card, reception, staff, reason, said_at AS saidAt, until';

/**
 * What staff have said about two names on one card, for as long as it holds. Kept are keyed hashes: whoever has the file
 * learns no card and no name, and nothing here can be looked up but by the names themselves.
 */
export class SaidSameBook {
  private readonly options: SaidSameOptions;

  constructor(options: SaidSameOptions) {
    this.options = options;
  }

  /** What was said of exactly these names on this card. A disk that cannot be read has heard nothing. */
  readonly find = (names: NamesOnCard): SaidSame | undefined => {
    const { store } = this.options;
    const found = asDesk(() =>
      ok(
        store.database
          .prepare(`SELECT ${columns} FROM said_same WHERE names = ? AND until > ?`)
          .get(this.digestOf(names), store.now()),
      ),
    );
    const row = found.ok ? rowSchema.safeParse(found.value) : undefined;
    if (!row?.success) return undefined;
    const { staff, reason, saidAt } = row.data;
    return { staff, reason, saidAt: new Date(saidAt).toISOString() };
  };

  /** By what a page and the answer to it know that the same names are meant. */
  digestOf({ serial, card, answer }: NamesOnCard): string {
    return this.options.digestOf(JSON.stringify([serial, card, answer]));
  }

  /** Remembers it, on record first; an older saying about the same names is replaced. Errors: U-507, U-801. */
  say({ names, reception, staff, reason }: Saying): Result<void> {
    const { store, audit, lastsMs } = this.options;
    return asDesk(() => {
      const subject = this.options.digestOf(names.serial);
      const recorded = audit.append({ type: 'desk.same-person-said', staff, reception, subject, reason });
      if (!recorded.ok) return recorded;
      const saidAt = store.now();
      store.database.prepare('DELETE FROM said_same WHERE until <= ?').run(saidAt);
      store.database
        .prepare(
          `INSERT OR REPLACE INTO said_same (names, card, reception, staff, reason, said_at, until)
           VALUES (@names, @card, @reception, @staff, @reason, @saidAt, @until)`,
        )
        .run({ names: this.digestOf(names), card: subject, reception, staff, reason, saidAt, until: saidAt + lastsMs });
      return ok(undefined);
    });
  }

  /** All that holds, the newest first. Errors: U-801. */
  all(): Result<readonly SaidEntry[]> {
    const { store } = this.options;
    return asDesk(() => {
      const rows = store.database
        .prepare(`SELECT ${columns} FROM said_same WHERE until > ? ORDER BY number DESC`)
        .all(store.now());
      return ok(rows.map((row) => entryOf(rowSchema.parse(row))));
    });
  }

  /** Takes it back, on record first; false where there is none of this id. Errors: U-507, U-801. */
  revoke(id: string, staff: string): Result<boolean> {
    const { store, audit } = this.options;
    return asDesk(() => {
      const found = store.database.prepare(`SELECT ${columns} FROM said_same WHERE number = ?`).get(Number(id));
      const row = rowSchema.safeParse(found);
      if (!row.success) return ok(false);
      const { number, reception, card: subject } = row.data;
      const recorded = audit.append({ type: 'desk.same-person-revoked', staff, reception, subject });
      if (!recorded.ok) return recorded;
      store.database.prepare('DELETE FROM said_same WHERE number = ?').run(number);
      return ok(true);
    });
  }
}

function entryOf({ number, reception, staff, reason, saidAt, until }: z.output<typeof rowSchema>): SaidEntry {
  return {
    id: String(number),
    reception,
    staff,
    reason,
    saidAt: new Date(saidAt).toISOString(),
    until: new Date(until).toISOString(),
  };
}
