import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { describeFaults, loadConfig, type Override } from '../config/load.ts';
import type { KioskConfig } from '../config/schema.ts';
import { catalogue } from '../problem/catalogue.ts';
import type { ServicePlace } from '../system/serviceManager.ts';
import type { StopWish } from '../system/stopSignal.ts';
import type { Ask } from './askAtTerminal.ts';
import { fail, type Terminal } from './exit.ts';
import { installedModelsFolder } from './models/modelsFolder.ts';

/** Loads what the command line has of the simulator. */
export type SimulatorOnDemand = () => Promise<typeof import('./simulator/simulator.ts')>;

/** What only the process itself knows: its arguments' program, its environment, its terminal. */
export interface Surrounds extends Terminal {
  /** Project root: where fixtures, models and the built pages lie. */
  readonly root: string;
  /** UKETSUKE_MODELS of the environment. */
  readonly modelsFolder: string | undefined;
  /** CREDENTIALS_DIRECTORY of the environment. */
  readonly credentialsFolder: string | undefined;
  /** Undefined in a program that is built without a simulator: whatever needs one is not there either. */
  readonly simulator: SimulatorOnDemand | undefined;
  /** UKETSUKE_CONFIG of the environment: the configuration where the command line names none. */
  readonly configFile: string | undefined;
  /** Whoever started this process as a service, as far as somebody did. */
  readonly service: ServicePlace;
  /** Number of the user of the system who runs it. */
  readonly user: number;
  /** Whether a line on standard error can be written over. */
  readonly isTerminal: boolean;
  /** Asks whoever sits at the terminal; undefined where nobody does. */
  readonly ask: Ask | undefined;
  /** Whether standard output shows colours. */
  readonly isColoured: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves when the program is told to stop. Begins to listen when called. */
  readonly stopped: (wish?: StopWish) => Promise<void>;
}

/**
 * What every command is given. What the options of the whole command line decide is asked for when it is needed: a
 * command that needs no configuration works with a broken one.
 */
export interface CommandContext extends Omit<Surrounds, 'modelsFolder' | 'configFile'> {
  /** The configuration file that holds for this command line. */
  readonly configFile: () => string;
  /** What stands in it; ends the command with what to change where it is wrong. */
  readonly config: (overrides?: readonly Override[]) => KioskConfig;
  /** `--data-dir`, as it was given. */
  readonly dataFolderOption: () => string | undefined;
  /** Where queue, trail, statistics and log are kept. @param config when it is not the one of the file alone */
  readonly dataFolder: (config?: KioskConfig) => string;
  /** Where the networks of the `standard` profile lie: as configured, else as the environment says, else as installed. */
  readonly modelsFolder: (config?: KioskConfig) => string | undefined;
}

/** The options of the whole command line. */
export interface GlobalOptions {
  readonly config: string;
  readonly dataDir?: string;
}

/** @param program has the {@link GlobalOptions}, and has read them when a command asks */
export function contextOf(program: Command, surrounds: Surrounds): CommandContext {
  const options = () => program.opts<GlobalOptions>();
  const fromConfigFile = (path: string) => resolve(dirname(resolve(options().config)), path);
  const config = (overrides: readonly Override[] = []): KioskConfig => {
    const file = options().config;
    const loaded = loadConfig(file, overrides);
    return loaded.ok
      ? loaded.config
      : fail(program, `${describeFaults(file, loaded.faults)}\nU-701: ${catalogue['U-701'].staff}`);
  };
  return {
    ...surrounds,
    configFile: () => options().config,
    config,
    dataFolderOption: () => options().dataDir,
    dataFolder(used) {
      const { dataDir } = options();
      return dataDir === undefined ? fromConfigFile((used ?? config()).kiosk.dataFolder) : resolve(dataDir);
    },
    modelsFolder(used) {
      const configured = (used ?? config()).face.modelsFolder;
      if (configured !== '') return fromConfigFile(configured);
      return surrounds.modelsFolder ?? installedModelsFolder(surrounds.root);
    },
  };
}
