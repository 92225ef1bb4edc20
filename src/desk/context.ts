import type { Logger } from 'pino';
import type { DeskGateway } from '../eligibility/deskGateway.ts';
import type { Accounts, DemoAccount } from './accounts/accounts.ts';
import type { Sessions } from './accounts/sessions.ts';
import type { Facility } from './facility.ts';
import type { Occasions } from './occasion/occasions.ts';
import type { DeskAudit, DeskBook, DeskNumbers, DeviceStatus, KioskAtDesk } from './ports.ts';
import type { DeskStore } from './store.ts';

/** Everything the desk's routes need of the rest. */
export interface DeskContext {
  readonly facility: Facility;
  readonly store: DeskStore;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly occasions: Occasions;
  readonly kiosk: KioskAtDesk;
  readonly device: () => DeviceStatus;
  readonly book: DeskBook;
  readonly gateway: DeskGateway;
  readonly numbers: DeskNumbers;
  readonly audit: DeskAudit;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Only with the simulator: shown on the sign-in page. */
  readonly demo: DemoAccount | undefined;
}
