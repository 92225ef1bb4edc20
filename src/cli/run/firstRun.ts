import { dirname, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { KioskConfig } from '../../config/schema.ts';
import { browserCommand } from '../../kiosk/browserCommand.ts';
import { realDevices } from '../../kiosk/setUp/devices.ts';
import { type FirstRun, startFirstRun } from '../../kiosk/setUp/startFirstRun.ts';
import type { KioskPorts } from '../../kiosk/soleUse.ts';
import type { Problem, Result } from '../../problem/result.ts';
import { draftIn } from '../../setup/configurationFile.ts';
import { isSaid } from '../../setup/draft.ts';
import { deviceMachine, type Machine, machineOfOthers } from '../../setup/machine/machine.ts';
import { isSetUpBegun } from '../../setup/setUp.ts';
import { useProxy } from '../../system/environment.ts';
import type { CommandContext } from '../context.ts';
import { usualModelsFolder } from '../models/modelsFolder.ts';
import { overridesIn, type RunOptions } from './options.ts';

/** Whether there is a kiosk to start at all, or one to be set up first: without a gateway nobody can be served. */
export function wantsSetUp(config: KioskConfig, { simulator }: RunOptions, dataFolder: string): boolean {
  return !simulator && (config.eligibility.gatewayUrl === '' || isSetUpBegun(dataFolder));
}

/**
 * The desk's address while the kiosk is being set up: in the clinic's network, where nobody has decided otherwise.
 * A device may have no keyboard, and its first page says where another computer goes on; whoever does so needs the code
 * that stands there. What is answered about the desk holds once the kiosk serves.
 */
export function whileSetUp(
  config: KioskConfig,
  options: RunOptions,
  context: Pick<CommandContext, 'configFile'>,
): KioskConfig {
  const isDecided =
    isSaid(draftIn(context.configFile()), 'desk.host') ||
    overridesIn(options).some(({ path }) => path.join('.') === 'desk.host');
  return isDecided ? config : withDeskAt('0.0.0.0', config);
}

/** The configuration with its desk listening elsewhere. @param host an address of this machine */
export function withDeskAt(host: string, config: KioskConfig): KioskConfig {
  return { ...config, desk: { ...config.desk, host } };
}

/** Network and clock of this machine, as far as they are ours. */
export function machineOf({ networkFolder }: RunOptions): Machine {
  return networkFolder === undefined ? machineOfOthers : deviceMachine(resolve(networkFolder), useProxy);
}

/** Where the face networks are, or go to. */
export function modelsFolderOf(context: CommandContext, config: KioskConfig): string {
  return context.modelsFolder(config) ?? usualModelsFolder(context.root);
}

export interface FirstRunPlace {
  readonly config: KioskConfig;
  readonly options: RunOptions;
  readonly context: CommandContext;
  readonly ports: KioskPorts;
  readonly dataFolder: string;
  readonly log: Logger;
  readonly trouble: Problem | undefined;
}

/** The set-up in place of the kiosk. Errors: see `startFirstRun`. */
export function openFirstRun({ config, options, context, ...place }: FirstRunPlace): Promise<Result<FirstRun>> {
  return startFirstRun({
    ...place,
    config,
    root: context.root,
    configFile: resolve(context.configFile()),
    credentialsFolder: context.credentialsFolder,
    modelsFolder: modelsFolderOf(context, config),
    devices: realDevices(place.log),
    browser: browserCommand(config.screen.restartBrowser, place.log),
    machine: machineOf(options),
  });
}

/** What whoever reads the console needs to begin. */
export function firstRunAddresses({ screenUrl, addresses, setUpCode }: FirstRun): string {
  const lines = [
    'This kiosk is not set up yet.',
    `Set-up, on this machine  ${screenUrl}`,
    ...addresses().map((address) => `Set-up, from another one  ${address}`),
  ];
  if (setUpCode) lines.push(`Code for the set-up  ${setUpCode}`);
  return `${lines.join('\n')}\n`;
}

/** The folder relative paths of the configuration are relative to. */
export function configFolderOf(context: CommandContext): string {
  return dirname(resolve(context.configFile()));
}
