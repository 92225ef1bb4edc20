import { join } from 'node:path';
import { describeFaults, loadConfig } from '../../config/load.ts';
import type { KioskSettings } from '../../desk/context.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { machineOfOthers } from '../../setup/machine/machine.ts';
import { SetUp } from '../../setup/setUp.ts';
import type { KioskSetting } from '../options.ts';
import { BroughtNetworks } from './faceNetworks.ts';
import { setUpPorts } from './setUpPorts.ts';

/** The settings of a kiosk in service, and a word for whoever starts it again. */
export interface OpenSettings extends KioskSettings {
  /** Resolves when an administrator has asked for a new start. */
  readonly restarted: Promise<void>;
}

/** @param isFree whether nobody is being served */
export function openSettings(setting: KioskSetting, isFree: () => boolean): OpenSettings {
  const { root, configFolder, dataFolder, surroundings, log, now } = setting;
  const configFile = setting.configFile ?? join(configFolder, 'kiosk.config.json');
  const modelsFolder = setting.installModelsTo ?? setting.modelsFolder ?? join(root, 'models', 'weights');
  const ports = setUpPorts({
    ...{ root, configFolder, dataFolder, modelsFolder, log, now },
    machine: setting.machine ?? machineOfOthers,
    devices: undefined,
    networks: new BroughtNetworks(modelsFolder),
    hasAdministrator: () => true,
  });
  const isShowOnly = surroundings.simulatorUrl !== undefined;
  const { setUp } = SetUp.open({ configFile, dataFolder, life: 'in-service', ports, isShowOnly });
  let begin = (): void => undefined;
  const restarted = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return {
    setUp,
    restarted,
    restart(): Result<void> {
      if (!isFree()) return failed('U-301', 'the kiosk is in use');
      const loaded = loadConfig(configFile);
      if (!loaded.ok) return failed('U-701', describeFaults(configFile, loaded.faults));
      begin();
      return ok(undefined);
    },
  };
}
