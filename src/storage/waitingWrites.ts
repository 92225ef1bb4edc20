import { ok, type Problem, type Result } from '../problem/result.ts';

export interface WaitingWritesOptions<T> {
  /** Writes one; may be called for the same one again after it failed. */
  readonly write: (item: T) => Result<void>;
  /** Told of what could not be written for another reason than a database in other hands: it is let go of. */
  readonly onFailed: (problem: Problem) => void;
  /** Told once for each time somebody else holds the database longer than anybody should. */
  readonly onHeldLong: (problem: Problem) => void;
}

/** How often what waits is tried again, milliseconds. */
const everyMs = 50;

/** Held this long a database is trouble, no coincidence; milliseconds. */
export const heldLongMs = 10_000;

/** A visit is some ten of them; more than this is a day of a database that never comes back. */
const most = 10_000;

/**
 * Writes in their order, at once where that is possible. While another program holds the database (U-512) they wait
 * here, and nobody waits for them: they are what a kiosk tells about itself, not what a patient is promised.
 */
export class WaitingWrites<T> {
  private readonly options: WaitingWritesOptions<T>;
  private readonly waiting: T[] = [];
  private timer: NodeJS.Timeout | undefined;
  private heldSince: number | undefined;
  private isTold = false;
  private isClosed = false;

  constructor(options: WaitingWritesOptions<T>) {
    this.options = options;
  }

  /** What comes after the end is late, and ignored. */
  put(item: T): void {
    if (this.isClosed) return;
    if (this.waiting.length >= most) this.options.onFailed({ code: 'U-512', detail: `${most} wait already` });
    else this.waiting.push(item);
    this.flush();
  }

  /** Writes what waits; U-512 where somebody still holds the database. */
  flush(): Result<void> {
    for (let [next] = this.waiting; next !== undefined; [next] = this.waiting) {
      const written = this.options.write(next);
      if (!written.ok && written.problem.code === 'U-512') {
        this.waitOn(written.problem);
        return written;
      }
      this.waiting.shift();
      if (!written.ok) this.options.onFailed(written.problem);
    }
    this.heldSince = undefined;
    this.isTold = false;
    return ok(undefined);
  }

  /** Tries once more; what then still waits is lost, and told. */
  close(): void {
    this.isClosed = true;
    const flushed = this.flush();
    clearTimeout(this.timer);
    if (!flushed.ok) this.options.onFailed({ ...flushed.problem, detail: `${this.waiting.length} lost` });
    this.waiting.length = 0;
  }

  private waitOn(problem: Problem): void {
    this.heldSince ??= performance.now();
    if (!this.isTold && performance.now() - this.heldSince >= heldLongMs) {
      this.isTold = true;
      this.options.onHeldLong(problem);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), everyMs).unref();
  }
}
