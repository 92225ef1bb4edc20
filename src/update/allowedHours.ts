import { setTimeout as sleep } from 'node:timers/promises';
import { isWithin, type WeeklyHours } from '../kernel/weeklyHours.ts';
import { failed, ok, type Result } from '../problem/result.ts';

const lookEveryMs = 20_000;

/** Whether updates may be installed at a moment (milliseconds since the epoch); whenever where no hours are said. */
export function isAllowed(hours: readonly WeeklyHours[], moment: number): boolean {
  return hours.length === 0 || isWithin(hours, moment);
}

/** For whoever does not wait. Errors: U-722 not at this hour. */
export function allowedNow(hours: readonly WeeklyHours[], now: () => number): Result<void> {
  return isAllowed(hours, now()) ? ok(undefined) : failed('U-722');
}

/** Waits for the next hour in which updates may be installed. Errors: U-729 it was called off meanwhile. */
export async function untilAllowed(
  hours: readonly WeeklyHours[],
  now: () => number,
  signal: AbortSignal,
): Promise<Result<void>> {
  while (!signal.aborted && !isAllowed(hours, now())) {
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
  return signal.aborted ? failed('U-729') : ok(undefined);
}
