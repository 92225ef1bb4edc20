import type { StopWish } from '../../system/stopSignal.ts';
import type { Terminal } from '../exit.ts';

/** What commands of the simulator know of where they run. */
export interface SimulatorPlace extends Terminal {
  /** Project root: where the invented people lie. */
  readonly root: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves when the program is told to stop. Begins to listen when called. */
  readonly stopped: (wish?: StopWish) => Promise<void>;
}
