/** Longer than this nothing may keep the event loop, milliseconds. */
export const mostStallMs = 50;
/** The machine has other things to do as well: a case is slow where it is so each time. */
const looks = 4;

/** How long cases took, each of which waits for nothing but itself. */
export interface StallWatch {
  /** Runs `work`; where it was slow, again, and remembers the fastest. */
  through(name: string, work: () => Promise<void> | void): Promise<void>;
  /** Cases that kept the event loop each time, the slowest first. */
  stalls(): readonly { readonly name: string; readonly ms: number }[];
  /** The slowest case of all, milliseconds. */
  slowestMs(): number;
}

/** @param isFatal whether a slow case is a failing one, so that it is shrunk and can be seen again */
export function stallWatch(isFatal: boolean): StallWatch {
  const found: { name: string; ms: number }[] = [];
  let slowest = 0;
  return {
    async through(name, work) {
      let ms = await timed(work);
      for (let look = 1; ms > mostStallMs && look < looks; look += 1) ms = Math.min(ms, await timed(work));
      slowest = Math.max(slowest, ms);
      if (ms <= mostStallMs) return;
      found.push({ name, ms });
      if (isFatal) throw new Error(`the event loop was kept for ${ms.toFixed(0)} ms`);
    },
    stalls: () => found.toSorted((one, other) => other.ms - one.ms),
    slowestMs: () => slowest,
  };
}

/** What it took of a processor, which on a loaded machine is less than what the clock says. */
async function timed(work: () => Promise<void> | void): Promise<number> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - started, (user + system) / 1_000);
}
