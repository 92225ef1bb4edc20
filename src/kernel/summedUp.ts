/** A line at once, and then one in so many milliseconds, unless told otherwise. */
const usually = 10_000;

/**
 * Counts what happens too often to be told each time. The first of a reason is told at once; what follows is summed up
 * and told with the next, so that nothing is told more than once in {@link everyMs} and nothing is left uncounted.
 */
export class SummedUp {
  private readonly tell: (why: string, times: number) => void;
  private readonly everyMs: number;
  private readonly counts = new Map<string, { untold: number; timer: NodeJS.Timeout }>();

  constructor(tell: (why: string, times: number) => void, everyMs = usually) {
    this.tell = tell;
    this.everyMs = everyMs;
  }

  count(why: string): void {
    const entry = this.counts.get(why);
    if (entry) {
      entry.untold += 1;
      return;
    }
    this.counts.set(why, { untold: 0, timer: setTimeout(() => this.sumUp(why), this.everyMs).unref() });
    this.tell(why, 1);
  }

  /** Tells what was not told yet, and stops. */
  close(): void {
    for (const [why, { untold, timer }] of this.counts) {
      clearTimeout(timer);
      if (untold > 0) this.tell(why, untold);
    }
    this.counts.clear();
  }

  private sumUp(why: string): void {
    const untold = this.counts.get(why)?.untold ?? 0;
    this.counts.delete(why);
    if (untold === 0) return;
    this.counts.set(why, { untold: 0, timer: setTimeout(() => this.sumUp(why), this.everyMs).unref() });
    this.tell(why, untold);
  }
}
