import type { Logger } from 'pino';
import { minute, second } from '../kernel/durations.ts';
import { type Stall, watchLoop } from '../kernel/loopWatch.ts';
import type { Alerts } from './alerts.ts';
import { longestAllowedWaitMs } from './metrics.ts';

/** A wait that staff have noticed themselves: the screen did not answer. Milliseconds. */
const noticedMs = second;

/** A slow disk is slow for hours: one line of the log for this long, with the longest of its waits. Milliseconds. */
const logEveryMs = minute;

/**
 * Watches that the main thread waits for nothing (U-605) while it serves. Computing is not logged: that shows in the
 * figures. Returns the way to stop.
 */
export function watchStalls(
  log: Pick<Logger, 'warn'>,
  alerts: Pick<Alerts, 'raise'>,
  onStall: (stall: Stall) => void,
): () => void {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  let longest = 0;
  return watchLoop({
    fromMs: longestAllowedWaitMs,
    onStall(stall) {
      onStall(stall);
      if (stall.waitedMs < longestAllowedWaitMs) return;
      if (stall.waitedMs >= noticedMs) alerts.raise({ code: 'U-605' });
      unsaid += 1;
      longest = Math.max(longest, stall.waitedMs);
      if (performance.now() - loggedAt < logEveryMs) return;
      loggedAt = performance.now();
      log.warn({ problem: 'U-605', times: unsaid, longestMs: Math.round(longest) }, 'the main thread waited');
      unsaid = 0;
      longest = 0;
    },
  });
}
