import { minute } from '../kernel/durations.ts';
import { failed, type Result } from '../problem/result.ts';
import type { Reception } from '../reception/reception.ts';
import { openedReception, type SealedRow, sealedColumns } from './sealedReception.ts';
import type { Store } from './store.ts';

/** How long one stays open that nobody asks for any more, milliseconds. */
const keptMs = 10 * minute;

/**
 * Receptions as they were opened for staff, each by its line in the journal. Opening a day's five hundred takes a tenth of
 * a second of the thread that serves the patient, and every arrival makes every desk ask for all of them: so each is
 * opened once, and is the very same object while it is unchanged. In memory alone, and only while somebody looks.
 */
export class OpenedReceptions {
  private readonly store: Store;
  private readonly line: (sequence: number) => SealedRow | undefined;
  private open = new Map<number, Result<Reception>>();
  private asked = new Set<number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    const line = store.database.prepare<[number], SealedRow>(
      `SELECT ${sealedColumns} FROM journal j WHERE j.sequence = ?`,
    );
    this.store = store;
    this.line = (sequence) => line.get(sequence);
  }

  /** Errors: U-504 it does not open, or is gone. Throws what SQLite throws. */
  get(sequence: number): Result<Reception> {
    this.timer ??= setTimeout(() => this.forgetUnasked(), keptMs).unref();
    this.asked.add(sequence);
    const known = this.open.get(sequence);
    if (known) return known;
    const row = this.line(sequence);
    const opened = row ? openedReception(this.store, row) : failed('U-504', `line ${sequence} is gone`);
    this.open.set(sequence, opened);
    return opened;
  }

  forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.open = new Map();
    this.asked = new Set();
  }

  private forgetUnasked(): void {
    const { open, asked } = this;
    this.forget();
    if (asked.size === 0) return;
    this.open = new Map([...open].filter(([sequence]) => asked.has(sequence)));
    this.timer = setTimeout(() => this.forgetUnasked(), keptMs).unref();
  }
}
