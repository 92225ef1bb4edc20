import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { takeSoleUse } from '../../../src/kiosk/soleUse.ts';
import { unwrap } from '../../../src/problem/result.ts';
import type { Seats } from '../../../src/screen/seats.ts';
import { createSimulatedSound } from '../../../src/simulator/sound.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { silent } from '../system/silent.ts';
import type { Box } from './firstRun.ts';

/**
 * The test runner has packages found as an import finds them, also where they are required: the screen's server would be
 * given `ws` without its own server. It is given what it is given outside of tests.
 */
async function loaded() {
  const required = createRequire(import.meta.url);
  const asImported = required.resolve('ws');
  const whole: unknown = required(join(dirname(asImported), 'index.js'));
  required.cache[asImported] = Object.assign(new Module(asImported), { exports: whole, loaded: true });
  return await import('../../../src/kiosk/startKiosk.ts');
}

export interface StartedKiosk {
  readonly screenUrl: string;
  close(): Promise<void>;
}

/**
 * The kiosk itself, with the configuration that the set-up of a box wrote, its devices, and ports of its own; nobody
 * answers at its gateway. Gone when the test ends.
 */
export async function startedWith(
  { configFile, dataFolder, devices }: Box,
  { practise, seats }: { readonly practise: boolean; readonly seats: Seats },
): Promise<StartedKiosk> {
  const written = loadConfig(configFile);
  if (!written.ok) throw new Error(JSON.stringify(written.faults));
  const { screen, desk } = written.config;
  const free = { screen: { ...screen, port: 0 }, desk: { ...desk, port: 0, opsPort: 0 } };
  const config = { ...written.config, ...free };
  const { startKiosk } = await loaded();
  const own = unwrap(await takeSoleUse({ config, dataFolder, isSimulated: false }));
  const kiosk = unwrap(
    await startKiosk({
      ...{ config, dataFolder, configFile, practise, seats, log: silent },
      ports: own.ports,
      root: projectRoot(),
      configFolder: dirname(configFile),
      credentialsFolder: undefined,
      modelsFolder: undefined,
      surroundings: {
        reader: unwrap(await devices.openReader()),
        camera: unwrap(await devices.openCamera(config.camera.device)),
        numberB: { readNumberB: async () => undefined },
        sound: createSimulatedSound(),
        trustAnchors: [],
        faceIssuers: [],
        gatewayUrl: config.eligibility.gatewayUrl,
        close: async () => undefined,
      },
    }),
  );
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await kiosk.close();
    await own.close();
  };
  onTestFinished(close);
  return { screenUrl: kiosk.screenUrl, close };
}
