import { hour, minute } from '../../kernel/durations.ts';
import { Listeners } from '../../kernel/listeners.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { Occasion } from '../../reception/reception.ts';
import { someLine } from '../http/fields.ts';
import type { DeskAudit } from '../ports.ts';
import { asDesk, type DeskStore } from '../store.ts';

export const modeKinds = ['disaster', 'emergency'] as const;
export type ModeKind = (typeof modeKinds)[number];

/** How long each mode stays open when nobody ends it, milliseconds. */
export type ModeLimits = Readonly<Record<ModeKind, number>>;

/** A disaster is looked at again every three days; an emergency is one patient, or one broken line. */
export const modeLimits: ModeLimits = { disaster: 72 * hour, emergency: hour };

/** A mode that is open. */
export interface OpenMode {
  readonly kind: ModeKind;
  /** Id of the account that opened it. */
  readonly staff: string;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  readonly endsAt: number;
}

export const reasonSchema = someLine(200);

export interface ModesOptions {
  readonly store: DeskStore;
  readonly audit: DeskAudit;
  readonly limits?: ModeLimits;
}

/** What can go wrong besides the disk: nobody opens a second mode over the first by accident. */
export type Opened = { readonly kind: 'opened'; readonly mode: OpenMode } | { readonly kind: 'open-already' };

/**
 * Disaster and emergency mode: opened by a staff member with a reason, ended by one or by the clock, and still open
 * after a restart.
 */
export class Modes {
  private readonly options: ModesOptions;
  private readonly limits: ModeLimits;
  private readonly listeners = new Listeners();
  private open: OpenMode | null = null;
  private timer: NodeJS.Timeout | undefined;

  private constructor(options: ModesOptions) {
    this.options = options;
    this.limits = options.limits ?? modeLimits;
  }

  /** Takes up what was open before; what should have ended meanwhile ends now. Errors: U-801. */
  static open(options: ModesOptions): Result<Modes> {
    return asDesk(() => {
      const modes = new Modes(options);
      modes.open =
        options.store.database
          .prepare<[], OpenMode>(
            `SELECT kind, staff, reason, opened_at AS openedAt, ends_at AS endsAt FROM occasion WHERE ended_at IS NULL`,
          )
          .get() ?? null;
      modes.watch();
      return ok(modes);
    });
  }

  /** Under what rules arrivals are taken at this moment. */
  readonly current = (): Occasion => {
    const open = this.now();
    return open ? { kind: open.kind, staff: open.staff, reason: open.reason } : { kind: 'ordinary' };
  };

  /** The mode that is open now; the clock counts, whether its timer has run or not. */
  now(): OpenMode | null {
    return this.open && this.open.endsAt > this.options.store.now() ? this.open : null;
  }

  /** Opens a mode. It is recorded in the audit trail first, or not opened. Errors: U-507, U-801. */
  begin(kind: ModeKind, staff: string, reason: string): Result<Opened> {
    this.endIfOver();
    if (this.open) return ok({ kind: 'open-already' });
    const { store, audit } = this.options;
    const openedAt = store.now();
    const mode: OpenMode = { kind, staff, reason, openedAt, endsAt: openedAt + this.limits[kind] };
    return asDesk(() => {
      const recorded = audit.append({ type: `mode.${kind}.begun`, staff });
      if (!recorded.ok) return recorded;
      store.database
        .prepare(
          `INSERT INTO occasion (kind, staff, reason, opened_at, ends_at)
           VALUES (@kind, @staff, @reason, @openedAt, @endsAt)`,
        )
        .run(mode);
      this.open = mode;
      this.watch();
      this.tell();
      return ok({ kind: 'opened', mode });
    });
  }

  /** Ends the mode that is open; ok also where none is. Errors: U-507, U-801, and then it is still open. */
  end(staff: string): Result<void> {
    this.endIfOver();
    return this.open ? this.finish(staff) : ok(undefined);
  }

  /** Calls `listener` when a mode was opened or has ended; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  close(): void {
    clearTimeout(this.timer);
  }

  /** Looked at once a minute at most: a timer set for three days does not know when the clock is put right. */
  private watch(): void {
    clearTimeout(this.timer);
    this.endIfOver();
    if (!this.open) return;
    const left = this.open.endsAt - this.options.store.now();
    this.timer = setTimeout(() => this.watch(), Math.max(1, Math.min(left, minute))).unref();
  }

  private endIfOver(): void {
    // What the disk does not take stays to be written at the next look; `now()` says that it is over all the same.
    if (this.open && !this.now()) this.finish(undefined);
  }

  private finish(staff: string | undefined): Result<void> {
    const open = this.open;
    if (!open) return failed('U-801', 'no mode is open');
    const { store, audit } = this.options;
    return asDesk(() => {
      const recorded = audit.append({
        type: 'mode.ended',
        mode: open.kind,
        ...(staff === undefined ? {} : { staff }),
      });
      // By the clock it is over whether or not that can be recorded; by a person it is not done unrecorded.
      if (!recorded.ok && staff !== undefined) return recorded;
      store.database.prepare('UPDATE occasion SET ended_at = ? WHERE ended_at IS NULL').run(store.now());
      this.open = null;
      clearTimeout(this.timer);
      this.tell();
      return ok(undefined);
    });
  }

  private tell(): void {
    this.listeners.tell();
  }
}
