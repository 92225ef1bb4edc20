import { networkInterfaces } from 'node:os';
import type { Logger } from 'pino';
import type { KioskConfig } from '../../config/schema.ts';
import { allChecks } from '../../diagnostics/catalogue.ts';
import type { Ports } from '../../diagnostics/ports.ts';
import { runChecks } from '../../diagnostics/runChecks.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { failed, mapOk, ok } from '../../problem/result.ts';
import type { Machine } from '../../setup/machine/machine.ts';
import type { SetUpPorts, Tried } from '../../setup/ports.ts';
import { configuredPorts, gatewayPort } from '../diagnosis/configuredPorts.ts';
import { builtAt, filesStandStill } from '../diagnosis/kioskPorts.ts';
import { pcscPort } from '../diagnosis/pcscPort.ts';
import type { SetUpDevices } from './devices.ts';
import type { BroughtNetworks } from './faceNetworks.ts';
import { deliverTest } from './testDelivery.ts';

export interface SetUpPlace {
  readonly root: string;
  readonly configFolder: string;
  readonly dataFolder: string;
  /** Where the face networks lie, or will. */
  readonly modelsFolder: string;
  readonly machine: Machine;
  /** Undefined in service: they are the visit's. */
  readonly devices: SetUpDevices | undefined;
  readonly networks: BroughtNetworks;
  readonly hasAdministrator: () => boolean;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What the set-up looks at and tries, on this machine: the kiosk's own checks, over a configuration that is not in use yet. */
export function setUpPorts(place: SetUpPlace): SetUpPorts {
  const { configFolder, machine, devices, networks, log, now } = place;
  return {
    machine,
    seen: async () => ({
      now: now(),
      addresses: ownAddresses(),
      isMachineOurs: machine.isOurs,
      network: machine.network(),
      timeServer: machine.timeServer(),
      share: machine.share(),
      reader: devices?.reader(),
      cameras: (await devices?.cameras()) ?? [],
      networks: await networks.seen(),
      hasAdministrator: place.hasAdministrator(),
      isInService: devices === undefined,
    }),
    picture: async (device, signal) => devices?.picture(device, signal) ?? failed('U-748'),
    bringNetworks: (from) => networks.bring(from),
    check: async (config, checks, signal) => {
      const wanted = allChecks.filter(({ id }) => checks.includes(id));
      const report = await runChecks({ checks: wanted, ports: await portsFor(place, config), signal });
      return {
        isGood: report.ok,
        lines: report.findings.map(({ says, next, number }): Tried['lines'][number] => ({ says, next, number })),
      };
    },
    deliver: (config, signal) => deliverTest({ config, folder: configFolder, log, now: now() }, signal),
  };
}

/** By which others reach this machine. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);
}

async function portsFor(place: SetUpPlace, config: KioskConfig): Promise<Partial<Ports>> {
  const { root, configFolder, dataFolder, modelsFolder, devices, now } = place;
  const wanted = config.face.profile;
  const { device } = config.camera;
  const eye = await devices?.camera(device);
  return {
    ...configuredPorts({ config, root, configFolder, dataFolder, simulated: undefined, now: now() }),
    ...gatewayPort(config, configFolder),
    clock: { wall: now, builtAt: builtAt(), recordedAt: undefined },
    pcsc: pcscPort,
    face: {
      wanted,
      models: async () => mapOk(chooseProfile({ wanted, modelsFolder }), ({ profile }) => ({ profile })),
    },
    ...(devices
      ? {
          reader: {
            wanted: config.card.readerPattern,
            look: async () => {
              const { name, card, problem } = devices.reader();
              return problem ? { ok: false, problem } : ok({ name, card });
            },
          },
        }
      : {}),
    ...(eye?.ok ? { camera: { camera: eye.value, limits: filesStandStill(device) } } : {}),
  };
}
