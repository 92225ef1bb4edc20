import { resolve } from 'node:path';
import { loadConfig } from '../../config/load.ts';
import type { KioskConfig } from '../../config/schema.ts';
import { realSurroundings } from '../../kiosk/realSurroundings.ts';
import { type Kiosk, startKiosk } from '../../kiosk/startKiosk.ts';
import type { Surroundings } from '../../kiosk/surroundings.ts';
import type { Result } from '../../problem/result.ts';
import { conclude } from '../../setup/setUp.ts';
import type { CommandContext } from '../context.ts';
import { configFolderOf, machineOf, modelsFolderOf } from './firstRun.ts';
import { withPorts } from './keptPorts.ts';
import { overridesIn, type RunOptions } from './options.ts';
import type { RunPlace } from './place.ts';
import { aborted, type Ended, type RunStart, statusOf } from './start.ts';

/** A kiosk in service, until the program is told to stop or has a reason to start anew. */
export async function kioskUntilOver({ goesOn, options, context, open, ...start }: RunStart): Promise<Ended> {
  const { config, seats, practise = false } = goesOn;
  const { root, print, complain, credentialsFolder } = context;
  const { dataFolder, ports, simulatorPort, hurt, logHealth, stopping } = start;
  const { log } = logHealth;
  const configFolder = configFolderOf(context);
  const place = { root, configFolder, dataFolder, simulatorPort, log, complain };
  const around = await surroundingsFor(options, config, place, context);
  if (!around.ok) return { kind: 'failed', problem: around.problem };
  open.opened('surroundings', () => around.value.close());
  const kiosk = await startKiosk({
    config,
    surroundings: around.value,
    ports,
    hurt,
    root,
    configFolder,
    configFile: resolve(context.configFile()),
    dataFolder,
    credentialsFolder,
    modelsFolder: context.modelsFolder(config),
    installModelsTo: modelsFolderOf(context, config),
    machine: machineOf(options),
    seats,
    practise,
    log,
    logHealth,
  });
  if (!kiosk.ok) return { kind: 'failed', problem: kiosk.problem };
  open.opened('kiosk', () => kiosk.value.close());
  if (!hurt) conclude(dataFolder);
  log.info({ simulator: options.simulator ?? false }, 'started');
  print(addresses(kiosk.value, around.value));
  start.manager.ready(kiosk.value.screenUrl, () => statusOf(kiosk.value.outage()));

  const why = await Promise.race([
    aborted(stopping).then(() => 'stopped' as const),
    kiosk.value.restarted.then(() => 'settings' as const),
    ...(kiosk.value.untilFree ? [kiosk.value.untilFree(stopping).then(() => 'free' as const)] : []),
  ]);
  if (why === 'stopped' || stopping.aborted) return { kind: 'stopped' };
  const said = why === 'settings' ? loadConfig(context.configFile(), overridesIn(options)) : undefined;
  const next = said?.ok ? said.config : config;
  const bound = withPorts(next, config, ports, simulatorPort);
  return { kind: 'again', next: { config: bound, as: 'kiosk', seats: kiosk.value.seats } };
}

/** The real hardware, or the simulator's. Errors: as the one or the other cannot be opened. */
async function surroundingsFor(
  options: RunOptions,
  config: KioskConfig,
  place: RunPlace,
  { simulator }: CommandContext,
): Promise<Result<Surroundings>> {
  if (!options.simulator || !simulator) return realSurroundings(config, place.configFolder, place.log);
  return (await simulator()).simulatedAround(options, config, place);
}

function addresses(kiosk: Kiosk, { simulatorUrl }: Surroundings): string {
  const lines = [`Patient screen  ${kiosk.screenUrl}`, `Staff desk  ${kiosk.deskUrl ?? 'closed'}`];
  if (simulatorUrl) lines.push(`Simulator  ${simulatorUrl}`);
  if (kiosk.setUpCode) lines.push(`Code for the first account at the desk  ${kiosk.setUpCode}`);
  return `${lines.join('\n')}\n`;
}
