import { day } from '../kernel/durations.ts';
import type { FaultBoard } from './faults.ts';

/**
 * The kiosk's clock in the simulated world, milliseconds since the epoch: right, or a day off for as long as a fault
 * of the target `clock` is armed. That is what a dead buffer battery or a wrong time server does.
 */
export function simulatedClock(faults: FaultBoard, real: () => number = Date.now): () => number {
  return () => {
    const ahead = faults.isArmed('clock', 'ahead') ? day : 0;
    const behind = faults.isArmed('clock', 'behind') ? day : 0;
    return real() + ahead - behind;
  };
}
