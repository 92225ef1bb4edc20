import type { Logger } from 'pino';
import type { DeskGateway } from '../eligibility/deskGateway.ts';
import type { Result } from '../problem/result.ts';
import type { SetUp } from '../setup/setUp.ts';
import type { Accounts, DemoAccount } from './accounts/accounts.ts';
import type { SecondFactors } from './accounts/secondFactor/secondFactors.ts';
import type { Sessions } from './accounts/sessions.ts';
import type { SettledBook } from './attention/settledBook.ts';
import type { Facility } from './facility.ts';
import type { Modes } from './mode/modes.ts';
import type {
  AboutSeen,
  CardVerdictSeen,
  DeskAudit,
  DeskBackup,
  DeskOutbox,
  DeskReports,
  DeskStatistics,
  DeskSupport,
  DeskUpdates,
  DeviceStatus,
  KioskAtDesk,
  MachineHistory,
  SelfTestSeen,
} from './ports.ts';
import type { SaidSameBook } from './samePerson/saidSameBook.ts';
import type { DeskStore } from './store.ts';

/** The settings of the kiosk, for an administrator to answer again. */
export interface KioskSettings {
  readonly setUp: SetUp;
  /** Starts the kiosk again with what the file says now, between two visits. Errors: U-301 it is in use. */
  restart(): Result<void>;
}

/** Everything the desk's routes need of the rest. */
export interface DeskContext {
  readonly facility: Facility;
  readonly store: DeskStore;
  readonly accounts: Accounts;
  readonly secondFactors: SecondFactors;
  readonly sessions: Sessions;
  readonly modes: Modes;
  readonly saidSame: SaidSameBook;
  readonly settled: SettledBook;
  readonly kiosk: KioskAtDesk;
  readonly device: () => DeviceStatus;
  /** Null before the first. */
  readonly selfTest: () => SelfTestSeen | null;
  readonly machine: MachineHistory;
  readonly cardOrReader: () => CardVerdictSeen;
  readonly outbox: DeskOutbox;
  readonly gateway: DeskGateway;
  readonly statistics: DeskStatistics;
  readonly reports: DeskReports;
  readonly support: DeskSupport;
  readonly backup: DeskBackup;
  readonly about: () => Promise<AboutSeen>;
  readonly updates: DeskUpdates;
  readonly audit: DeskAudit;
  readonly settings: KioskSettings;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Only with the simulator: shown on the sign-in page. */
  readonly demo: DemoAccount | undefined;
}

/** What those routes need that deal with who somebody is: the same before the first start and after it. */
export type AccountsContext = Pick<
  DeskContext,
  'store' | 'accounts' | 'secondFactors' | 'sessions' | 'audit' | 'log' | 'now' | 'demo'
> & { readonly facility: Pick<Facility, 'clinicName' | 'kiosk'> };
