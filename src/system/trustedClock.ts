import { day, hour, minute } from '../kernel/durations.ts';
import type { Problem } from '../problem/result.ts';

/** What a clock remembers over the end of the process. Milliseconds since the epoch. */
export interface ClockMemory {
  /** The last time that was believed. */
  readonly seen: number;
  /** See {@link TrustedClock.lived}. */
  readonly lived: number;
}

export interface TrustedClockParts {
  /** The system's clock, milliseconds since the epoch: what may be wrong, and leap. */
  readonly wall: () => number;
  /** Milliseconds that only ever pass; `performance.now` when absent. */
  readonly passing?: () => number;
  readonly memory?: ClockMemory | undefined;
  /** It cannot be earlier than this: when the program was made, what lies on the disk. Milliseconds since the epoch. */
  readonly notBefore: number;
}

/** Time servers put a clock right in steps below this, and no day depends on it. */
export const agreementMs = 10 * minute;

/** From here on days are wrong: certificates, consents, the day of a reception. An hour's step is only told. */
export const doubtMs = 12 * hour;

/** No clinic is closed for longer: a clock that was switched off and comes back further ahead has leapt. */
export const longestPauseMs = 60 * day;

/** What counts as lived through while the kiosk was off: a long weekend. */
export const longestRestMs = 3 * day;

/**
 * A clock that is not led astray by the system's. Within a process time passes by a clock that cannot leap; the
 * system's is followed while the two agree, and followed in a leap only once somebody else (the gateway's `Date`)
 * says the same. Until then the time goes on from what was believed last.
 */
export class TrustedClock {
  private readonly wall: () => number;
  private readonly passing: () => number;
  /** What was believed at a moment, and that moment on the clock that only passes. */
  private believed: { readonly time: number; readonly at: number };
  private livedUntil: { readonly time: number; readonly at: number };
  private told: { readonly time: number; readonly at: number } | undefined;

  constructor({ wall, passing = () => performance.now(), memory, notBefore }: TrustedClockParts) {
    this.wall = wall;
    this.passing = passing;
    const [shown, at] = [wall(), passing()];
    const earliest = Math.max(memory?.seen ?? notBefore, notBefore);
    const isTooEarly = shown < earliest - agreementMs;
    const isTooLate = memory !== undefined && shown > memory.seen + longestPauseMs;
    const time = isTooEarly || isTooLate ? earliest : shown;
    this.believed = { time, at };
    const rest = memory ? Math.min(Math.max(shown - memory.seen, 0), longestRestMs) : 0;
    this.livedUntil = { time: memory ? memory.lived + rest : time, at };
  }

  /** The time, milliseconds since the epoch. Never leaps unless somebody else confirmed it. */
  readonly now = (): number => {
    const [expected, shown] = [this.expected(), this.wall()];
    if (Math.abs(shown - expected) > agreementMs) return expected;
    this.believed = { time: shown, at: this.passing() };
    return shown;
  };

  /**
   * Time that was really lived through, on the same scale but never ahead of it by a leap, and never going back: what
   * is wiped, ends or is locked by age goes by this. Milliseconds.
   */
  readonly lived = (): number => Math.round(this.livedUntil.time + this.passing() - this.livedUntil.at);

  /** Somebody else's time, as far as it is known to the second. */
  witness(time: number): void {
    this.told = { time, at: this.passing() };
    const shown = this.wall();
    if (Math.abs(time - shown) > agreementMs) return;
    this.believed = { time: shown, at: this.passing() };
    this.livedUntil = { time: Math.max(this.lived(), shown), at: this.passing() };
  }

  /** U-604 where the system's clock is not the time that is believed, or not the witness's. For staff. */
  readonly trouble = (): Problem | undefined => this.moreThan(agreementMs);

  /** The same where whole days are wrong: nothing that depends on the day may be done. */
  readonly doubt = (): Problem | undefined => this.moreThan(doubtMs);

  get memory(): ClockMemory {
    return { seen: this.now(), lived: this.lived() };
  }

  private expected(): number {
    // Whole milliseconds, as the system's clock has them and databases want them.
    return Math.round(this.believed.time + this.passing() - this.believed.at);
  }

  private moreThan(limitMs: number): Problem | undefined {
    const [now, shown] = [this.now(), this.wall()];
    const told = this.told && this.told.time + this.passing() - this.told.at;
    const off = [shown - now, shown - (told ?? shown)].reduce((one, other) =>
      Math.abs(one) >= Math.abs(other) ? one : other,
    );
    if (Math.abs(off) <= limitMs) return undefined;
    const hours = (Math.abs(off) / hour).toFixed(1);
    return { code: 'U-604', detail: `the system's clock is ${hours} h ${off > 0 ? 'ahead' : 'behind'}` };
  }
}
