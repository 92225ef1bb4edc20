import type { Logger } from 'pino';
import type { PortChoice } from '../../kernel/heldPort.ts';

/** Where a kiosk runs. */
export interface RunPlace {
  readonly root: string;
  /** Whose relative paths the configuration means. */
  readonly configFolder: string;
  readonly dataFolder: string;
  /** Held for the simulator, where there is one. */
  readonly simulatorPort: PortChoice | undefined;
  readonly log: Logger;
  readonly complain: (text: string) => void;
}
