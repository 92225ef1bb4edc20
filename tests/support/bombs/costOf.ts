import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What some work cost this process beside its time. */
export interface Cost<T> {
  readonly value: T;
  /** Most memory held at any moment above what was held before, bytes. */
  readonly peakBytes: number;
  /** Longest time for which this thread answered nobody, milliseconds. */
  readonly stalledMs: number;
}

/** Does `work` and measures it: memory by the kernel's own high-water mark, whichever thread or library asked for it. */
export async function costOf<T>(work: () => Promise<T>): Promise<Cost<T>> {
  const before = memory('VmRSS');
  // Sets the mark back to what is held now (proc_pid_clear_refs(5)).
  writeFileSync('/proc/self/clear_refs', '5');
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  try {
    const value = await work();
    // What has stalled the loop is noticed at its next turn.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { value, peakBytes: memory('VmHWM') - before, stalledMs: delay.max / 1e6 };
  } finally {
    delay.disable();
  }
}

/**
 * The same, done over where the thread was held up for `mostMs`: a busy machine does that to everybody now and then, a
 * bomb does it every time.
 */
export async function leastCostOf<T>(work: () => Promise<T>, mostMs: number): Promise<Cost<T>> {
  let cost = await costOf(work);
  for (let again = 0; again < 4 && cost.stalledMs >= mostMs; again++) {
    const next = await costOf(work);
    cost = { ...next, peakBytes: Math.max(cost.peakBytes, next.peakBytes) };
  }
  return cost;
}

function memory(name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
}
