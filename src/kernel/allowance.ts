/** How much may be taken: at once, and for ever after in each second. */
export interface AllowanceLimits {
  readonly burst: number;
  readonly perSecond: number;
}

/** A purse that fills by itself. Time is the monotonic clock, so that a clock that leaps gives nobody anything. */
export class Allowance {
  private readonly limits: AllowanceLimits;
  private readonly now: () => number;
  private left: number;
  private at: number;

  /** @param now milliseconds that only ever grow */
  constructor(limits: AllowanceLimits, now: () => number = () => performance.now()) {
    this.limits = limits;
    this.now = now;
    this.left = limits.burst;
    this.at = now();
  }

  /** Takes one; false where nothing is left. */
  take(): boolean {
    this.fill();
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  /** Milliseconds until {@link take} can succeed; 0 where it can now. */
  waitMs(): number {
    this.fill();
    return this.left >= 1 ? 0 : Math.ceil(((1 - this.left) / this.limits.perSecond) * 1_000);
  }

  private fill(): void {
    const now = this.now();
    const { burst, perSecond } = this.limits;
    this.left = Math.min(burst, this.left + ((now - this.at) / 1_000) * perSecond);
    this.at = now;
  }
}

/** More keys than an honest network has at once. */
const mostKeys = 1_000;

/** One {@link Allowance} for each of many strangers, and never more memory than for {@link mostKeys} of them. */
export class Allowances {
  private readonly limits: AllowanceLimits;
  private readonly byKey = new Map<string, Allowance>();

  constructor(limits: AllowanceLimits) {
    this.limits = limits;
  }

  take(key: string): boolean {
    const allowance = this.byKey.get(key) ?? new Allowance(this.limits);
    // Last used stands last: what is forgotten first is what has been quiet longest.
    this.byKey.delete(key);
    this.byKey.set(key, allowance);
    const [quietest] = this.byKey.keys();
    if (this.byKey.size > mostKeys && quietest !== undefined) this.byKey.delete(quietest);
    return allowance.take();
  }
}
