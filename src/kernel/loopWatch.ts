import { closeSync, openSync, readSync } from 'node:fs';

/** The event loop stood still: nobody's press was looked at. */
export interface Stall {
  /** How long, milliseconds. */
  readonly ms: number;
  /**
   * Of that, how long at least it waited for something (a disk, a lock) instead of computing or standing in line for
   * the processor; milliseconds.
   */
  readonly waitedMs: number;
}

export interface LoopWatchOptions {
  /** Shorter ones are not told; milliseconds. */
  readonly fromMs: number;
  readonly onStall: (stall: Stall) => void;
}

/** Between two looks, milliseconds. */
const everyMs = 25;

/**
 * Watches the event loop of this thread, which must be the main one, by a timer that comes late when something stands
 * in its way. Costs some microseconds a look. Returns the way to stop it.
 */
export function watchLoop({ fromMs, onStall }: LoopWatchOptions): () => void {
  const clock = processorClock();
  let at = uptimeMs();
  let busy = clock.busyMs();
  const timer = setInterval(() => {
    const now = uptimeMs();
    const busyNow = clock.busyMs();
    const ms = now - at - everyMs;
    const waitedMs = Math.max(0, ms - (busyNow - busy));
    at = now;
    busy = busyNow;
    if (ms >= fromMs) onStall({ ms, waitedMs });
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    clock.close();
  };
}

/** By the clock of the event loop itself, which allocates nothing and which nobody sets. */
function uptimeMs(): number {
  return 1_000 * process.uptime();
}

interface ProcessorClock {
  /** How long this thread has been on the processor or in line for it, milliseconds. */
  busyMs(): number;
  close(): void;
}

/** Linux says it of each thread; elsewhere the processor time of all threads together stands in, which is never less. */
function processorClock(): ProcessorClock {
  const file = open(`/proc/self/task/${process.pid}/schedstat`);
  if (file === undefined) {
    return {
      busyMs() {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1_000;
      },
      close() {},
    };
  }
  const text = Buffer.alloc(128);
  return {
    busyMs() {
      const [running = 0, queued = 0] = text
        .toString('latin1', 0, readSync(file, text, 0, text.length, 0))
        .split(' ', 2)
        .map(Number);
      return (running + queued) / 1e6;
    },
    close: () => closeSync(file),
  };
}

function open(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch {
    return undefined;
  }
}
