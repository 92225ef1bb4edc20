import { dirname, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { KioskConfig } from '../../config/schema.ts';
import { browserCommand } from '../../kiosk/browserCommand.ts';
import { realDevices } from '../../kiosk/setUp/devices.ts';
import { type FirstRun, startFirstRun } from '../../kiosk/setUp/startFirstRun.ts';
import type { KioskPorts } from '../../kiosk/soleUse.ts';
import type { Problem, Result } from '../../problem/result.ts';
import { deviceMachine, type Machine, machineOfOthers } from '../../setup/machine/machine.ts';
import { isSetUpBegun } from '../../setup/setUp.ts';
import type { CommandContext } from '../context.ts';
import { usualModelsFolder } from '../models/modelsFolder.ts';
import type { RunOptions } from './options.ts';

/** Whether there is a kiosk to start at all, or one to be set up first: without a gateway nobody can be served. */
export function wantsSetUp(config: KioskConfig, { simulator }: RunOptions, dataFolder: string): boolean {
  return !simulator && (config.eligibility.gatewayUrl === '' || isSetUpBegun(dataFolder));
}

/** Network and clock of this machine, as far as they are ours. */
export function machineOf({ networkFolder }: RunOptions): Machine {
  return networkFolder === undefined ? machineOfOthers : deviceMachine(resolve(networkFolder));
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
export function firstRunAddresses({ screenUrl, deskUrl, setUpCode }: FirstRun): string {
  const lines = [
    'This kiosk is not set up yet.',
    `Set-up, on this machine  ${screenUrl}`,
    `Set-up, from another one  ${deskUrl}`,
  ];
  if (setUpCode) lines.push(`Code for the set-up  ${setUpCode}`);
  return `${lines.join('\n')}\n`;
}

/** The folder relative paths of the configuration are relative to. */
export function configFolderOf(context: CommandContext): string {
  return dirname(resolve(context.configFile()));
}
