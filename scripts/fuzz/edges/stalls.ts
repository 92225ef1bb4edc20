/** Longer than this nothing may keep the event loop, milliseconds. */
export const mostStallMs = 50;
/** The machine has other things to do as well: a case is slow where it is so each time. */
const looks = 4;

/** How long cases kept the event loop, each of which waits for nothing but itself. */
export interface StallWatch {
  /** Runs a case; where it was slow, again, and remembers the fastest. Its longest stretch counts, or all of it. */
  through(name: string, work: () => Promise<void> | void): Promise<void>;
  /** What of the case that is running the product does in one go, between two turns of its event loop. */
  stretch<T>(work: () => Promise<T> | T): Promise<T>;
  /** Cases that kept the event loop each time, the slowest first. */
  stalls(): readonly { readonly name: string; readonly ms: number }[];
  /** The slowest case of all, milliseconds. */
  slowestMs(): number;
}

/** @param isFatal whether a slow case is a failing one, so that it is shrunk and can be seen again */
export function stallWatch(isFatal: boolean): StallWatch {
  const found: { name: string; ms: number }[] = [];
  let slowest = 0;
  let stretches: number[] = [];

  async function longestOf(work: () => Promise<void> | void): Promise<number> {
    stretches = [];
    const [ms] = await timed(work);
    return stretches.length > 0 ? Math.max(...stretches) : ms;
  }

  return {
    async through(name, work) {
      let ms = await longestOf(work);
      for (let look = 1; ms > mostStallMs && look < looks; look += 1) ms = Math.min(ms, await longestOf(work));
      slowest = Math.max(slowest, ms);
      if (ms <= mostStallMs) return;
      found.push({ name, ms });
      if (isFatal) throw new Error(`the event loop was kept for ${ms.toFixed(0)} ms`);
    },
    async stretch(work) {
      const [ms, value] = await timed(work);
      stretches.push(ms);
      return value;
    },
    stalls: () => found.toSorted((one, other) => other.ms - one.ms),
    slowestMs: () => slowest,
  };
}

/** What it took of a processor, which on a loaded machine is less than what the clock says; and what came of it. */
async function timed<T>(work: () => Promise<T> | T): Promise<readonly [ms: number, value: T]> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(used);
  return [Math.min(performance.now() - started, (user + system) / 1_000), value];
}
