import type { Logger } from 'pino';
import type { KioskConfig } from '../config/schema.ts';
import type { Problem } from '../problem/result.ts';
import type { Seats } from '../screen/seats.ts';
import type { Machine } from '../setup/machine/machine.ts';
import type { KioskLog } from '../system/log.ts';
import type { VisitSettings } from '../visit/settings.ts';
import type { Alerts } from './alerts.ts';
import type { KioskClock } from './clock.ts';
import type { KioskPorts } from './soleUse.ts';
import type { Surroundings } from './surroundings.ts';
import type { MachineUpdates } from './updates.ts';

/** With what a kiosk is started. */
export interface KioskOptions {
  readonly config: KioskConfig;
  readonly surroundings: Surroundings;
  /** Ours already, as is the data folder: see `takeSoleUse`. */
  readonly ports: KioskPorts;
  /** Project root: where the built browser apps lie. */
  readonly root: string;
  /** Where the configuration file lies: paths in it are relative to this folder. */
  readonly configFolder: string;
  /** That file itself; `kiosk.config.json` in that folder where it is not said. */
  readonly configFile?: string | undefined;
  /** Absolute path of the folder for everything that must last. */
  readonly dataFolder: string;
  /** CREDENTIALS_DIRECTORY of the environment: where systemd hands over the queue's key. */
  readonly credentialsFolder: string | undefined;
  /** Folder with the `standard` face weights, where there is one. */
  readonly modelsFolder: string | undefined;
  /** Where they go where there are none yet. */
  readonly installModelsTo?: string | undefined;
  /** Network and clock, where they are ours to set. */
  readonly machine?: Machine | undefined;
  /** What updates of the device rely on; what this machine has where it is not said. */
  readonly machineUpdates?: MachineUpdates | undefined;
  /** Whether the free screen begins with a practice (体験): right after the set-up. */
  readonly practise?: boolean;
  readonly log: Logger;
  /** Why nothing in the data folder may be opened, where that is so: a read-only or unreadable disk. */
  readonly hurt?: Problem | undefined;
  /** Of the patient screen of an earlier start in this process: its browser goes on. */
  readonly seats?: Seats | undefined;
  /** How the log fares, where it is the file of the data folder. */
  readonly logHealth?: Pick<KioskLog, 'trouble' | 'onTrouble'>;
}

/** With what each part of it is opened. */
export interface KioskSetting extends KioskOptions {
  readonly settings: VisitSettings;
  readonly clock: KioskClock;
  /** That clock's time, milliseconds since the epoch. */
  readonly now: () => number;
  /** What staff are told of although no visit shows it. */
  readonly alerts: Alerts;
}
