import { day, hour } from '../kernel/durations.ts';
import { type FaultBoard, type FaultKind, faultKinds } from './faults.ts';

/** How far off the clock is under each fault, milliseconds, at `now`. */
const offsets: Readonly<Record<FaultKind<'clock'>, (now: number) => number>> = {
  ahead: () => day,
  behind: () => -day,
  'hour-ahead': () => hour,
  'hour-behind': () => -hour,
  'fortnight-ahead': () => 15 * day,
  'three-years-behind': () => -3 * 365 * day,
  'year-2036': (now) => Date.UTC(2036, 0, 1) - now,
};

/**
 * The kiosk's clock in the simulated world, milliseconds since the epoch: right, or off for as long as a fault of the
 * target `clock` is armed. That is what a dead buffer battery or a wrong time server does.
 */
export function simulatedClock(faults: FaultBoard, real: () => number = Date.now): () => number {
  return () => {
    const now = real();
    return faultKinds.clock
      .filter((kind) => faults.isArmed('clock', kind))
      .reduce((shown, kind) => shown + offsets[kind](now), now);
  };
}
