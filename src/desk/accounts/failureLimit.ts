/** How many failures in how long, milliseconds, before nothing is tried any more. */
export interface FailureLimitOptions {
  readonly most: number;
  readonly windowMs: number;
  readonly now: () => number;
}

/** More names than any clinic has staff: past this the oldest are forgotten. */
const mostKeys = 10_000;

/**
 * Slows down whoever guesses. Counts failures by key (a name that was typed, known or not, so that the limit tells
 * nobody which names exist) and forgets them when the window is over: nobody is locked out for good by a stranger.
 */
export class FailureLimit {
  private readonly options: FailureLimitOptions;
  private readonly failures = new Map<string, { count: number; until: number }>();

  constructor(options: FailureLimitOptions) {
    this.options = options;
  }

  /** Milliseconds to wait; 0 where it may be tried. */
  waitMs(key: string): number {
    const entry = this.failures.get(key);
    const left = entry ? entry.until - this.options.now() : 0;
    return entry && entry.count >= this.options.most && left > 0 ? left : 0;
  }

  /** To be called before the outcome is known, and taken back with {@link succeeded}: guesses may come all at once. */
  tried(key: string): void {
    const now = this.options.now();
    const before = this.failures.get(key);
    const entry = before && before.until > now ? before : { count: 0, until: now + this.options.windowMs };
    entry.count += 1;
    this.failures.delete(key);
    this.failures.set(key, entry);
    const [oldest] = this.failures.keys();
    if (this.failures.size > mostKeys && oldest !== undefined) this.failures.delete(oldest);
  }

  succeeded(key: string): void {
    this.failures.delete(key);
  }
}
