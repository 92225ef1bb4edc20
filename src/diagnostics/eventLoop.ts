import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ports } from './ports.ts';

const watchedMs = 1_000;
/** Between two looks; what comes later than that is late. Milliseconds. */
const resolution = 10;

/** Watches the event loop of this thread for a second. */
export const watchedEventLoop: Ports['eventLoop'] = async (signal) => {
  const watch = monitorEventLoopDelay({ resolution });
  watch.enable();
  await delay(watchedMs, undefined, { signal }).catch(() => undefined);
  watch.disable();
  const late = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e6 - resolution));
  return { medianMs: late(watch.percentile(50)), longestMs: late(watch.max) };
};
