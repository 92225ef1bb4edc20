import type { KioskConfig } from '../../config/schema.ts';
import type { HeldPort } from '../../kernel/heldPort.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { RestoreWish } from '../../kiosk/setUp/bringBackup.ts';
import type { KioskPorts } from '../../kiosk/soleUse.ts';
import type { Kiosk } from '../../kiosk/startKiosk.ts';
import type { Problem } from '../../problem/result.ts';
import type { openLog } from '../../system/log.ts';
import type { ServiceManager } from '../../system/serviceManager.ts';
import type { CommandContext } from '../context.ts';
import type { RunOptions } from './options.ts';

/** What the next start in this process goes on with. */
export interface GoesOn {
  readonly config: KioskConfig;
  /** Of the start before: its browser goes on. */
  readonly seats?: Kiosk['seats'];
  /** Whether this is a kiosk, one to be set up first, or one whose place an earlier machine's backup takes before that. */
  readonly as: 'kiosk' | 'set-up' | 'restore';
  /** Where the desk of the set-up that has just ended was: a configuration that lets no kiosk start leads back there. */
  readonly setUpHost?: string;
  readonly practise?: boolean;
  readonly restore?: RestoreWish;
  readonly trouble?: Problem;
}

/** What a start has to itself. */
export interface RunStart {
  readonly goesOn: GoesOn;
  readonly options: RunOptions;
  readonly context: CommandContext;
  readonly dataFolder: string;
  readonly ports: KioskPorts;
  readonly simulatorPort: HeldPort | undefined;
  readonly hurt: Problem | undefined;
  readonly logHealth: ReturnType<typeof openLog>;
  readonly open: Lifecycle;
  readonly manager: ServiceManager;
  readonly stopping: AbortSignal;
}

/** How a start came to its end. */
export type Ended =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'again'; readonly next: GoesOn }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Settles once the program is told to stop. */
export function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((settle) => {
    if (signal.aborted) settle(undefined);
    else signal.addEventListener('abort', () => settle(undefined), { once: true });
  });
}

/** For `systemctl status`. */
export function statusOf(outage: Problem | null): string {
  return outage ? `out of service: ${outage.code}` : 'in service';
}
