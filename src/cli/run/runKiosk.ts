import { dirname, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { KioskConfig } from '../../config/schema.ts';
import type { HeldPort } from '../../kernel/heldPort.ts';
import { Lifecycle } from '../../kernel/lifecycle.ts';
import { realSurroundings } from '../../kiosk/realSurroundings.ts';
import { type KioskPorts, takeSoleUse } from '../../kiosk/soleUse.ts';
import { type Kiosk, startKiosk } from '../../kiosk/startKiosk.ts';
import type { Surroundings } from '../../kiosk/surroundings.ts';
import { catalogue } from '../../problem/catalogue.ts';
import type { Problem, Result } from '../../problem/result.ts';
import { openLog } from '../../system/log.ts';
import { type ServiceManager, serviceManager } from '../../system/serviceManager.ts';
import type { CommandContext } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { RunOptions } from './options.ts';
import type { RunPlace } from './place.ts';

/** A clean stop takes well under a second; past this something hangs and the process goes anyway. */
const stopLimitMs = 2_500;

/** What the next start in this process goes on with: the ports it had, and who was let in to the patient screen. */
interface GoesOn {
  readonly config: KioskConfig;
  readonly seats: Kiosk['seats'];
}

/**
 * A kiosk from its start until the program is told to stop. Where another program held its databases it is started
 * again by itself once they are free: whoever restarts it then would do the same. What only a bug can do ends the process.
 */
export async function runKiosk(config: KioskConfig, options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const stopping = new AbortController();
  const manager = await serviceManager(context.service);
  let ended = await runOnce({ config }, options, context, stopping, manager);
  while (typeof ended !== 'number') ended = await runOnce(ended, options, context, stopping, manager);
  return ended;
}

async function runOnce(
  { config, seats }: Pick<GoesOn, 'config'> & Partial<GoesOn>,
  options: RunOptions,
  context: CommandContext,
  stopping: AbortController,
  manager: ServiceManager,
): Promise<ExitCode | GoesOn> {
  const { root, print, complain, credentialsFolder } = context;
  const configFolder = dirname(resolve(context.configFile()));
  const dataFolder = context.dataFolder(config);
  const explain = ({ code, detail }: Problem): ExitCode => {
    complain(`${code}: ${detail ?? catalogue[code].meaning}\n${catalogue[code].staff}\n`);
    return exitCodes.failed;
  };
  const own = await takeSoleUse({ config, dataFolder, isSimulated: options.simulator ?? false });
  if (!own.ok) return explain(own.problem);
  const { ports, simulatorPort, hurt } = own.value;
  const logHealth = openLog(dataFolder, config.kiosk.id);
  const { log } = logHealth;
  const isFirst = seats === undefined;
  if (isFirst) endOnBugs(log, complain);

  const open = new Lifecycle(log);
  open.opened('data folder and ports', () => own.value.close());
  const giveUp = async (problem: Problem): Promise<ExitCode> => {
    explain(problem);
    await open.close();
    return exitCodes.failed;
  };
  if (isFirst) {
    void context
      .stopped({ tell: (signal) => log.info({ signal }, 'stopping'), isBounded: true })
      .then(() => stopping.abort());
  }
  const place = { root, configFolder, dataFolder, simulatorPort, log, complain };
  const around = await surroundingsFor(options, config, place, context);
  if (!around.ok) return giveUp(around.problem);
  open.opened('surroundings', () => around.value.close());
  const kiosk = await startKiosk({
    config,
    surroundings: around.value,
    ports,
    hurt,
    root,
    configFolder,
    dataFolder,
    credentialsFolder,
    modelsFolder: context.modelsFolder(config),
    seats,
    log,
    logHealth,
  });
  if (!kiosk.ok) return giveUp(kiosk.problem);
  open.opened('kiosk', () => kiosk.value.close());
  log.info({ simulator: options.simulator ?? false }, 'started');
  print(addresses(kiosk.value, around.value));
  manager.ready(kiosk.value.screenUrl, () => statusOf(kiosk.value.outage()));

  await (kiosk.value.untilFree?.(stopping.signal) ?? aborted(stopping.signal));
  const goesOn = !stopping.signal.aborted;
  if (!goesOn) manager.stopping();
  if (!goesOn) setTimeout(() => process.exit(exitCodes.failed), stopLimitMs).unref();
  const bound = withPorts(config, ports, simulatorPort);
  await open.close();
  log.info(goesOn ? 'the databases are free: started again' : 'stopped');
  logHealth.close();
  return goesOn ? { config: bound, seats: kiosk.value.seats } : exitCodes.good;
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

/** The configuration with the ports there were: a browser finds the next start where it was. */
function withPorts(config: KioskConfig, ports: KioskPorts, simulator: HeldPort | undefined): KioskConfig {
  return {
    ...config,
    screen: { ...config.screen, port: ports.screen.port },
    desk: { ...config.desk, port: ports.desk.port, opsPort: ports.ops.port },
    simulator: { ...config.simulator, port: simulator?.port ?? config.simulator.port },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** For `systemctl status`. */
function statusOf(outage: Problem | null): string {
  return outage ? `out of service: ${outage.code}` : 'in service';
}

function addresses(kiosk: Kiosk, { simulatorUrl }: Surroundings): string {
  const lines = [`Patient screen  ${kiosk.screenUrl}`, `Staff desk  ${kiosk.deskUrl ?? 'closed'}`];
  if (simulatorUrl) lines.push(`Simulator  ${simulatorUrl}`);
  if (kiosk.setUpCode) lines.push(`Code for the first account at the desk  ${kiosk.setUpCode}`);
  return `${lines.join('\n')}\n`;
}

/** The supervisor starts it again into the physical world as it is then. */
function endOnBugs(log: Logger, complain: (text: string) => void): void {
  const end = (error: unknown): void => {
    const stack = error instanceof Error ? error.stack : String(error);
    log.fatal({ error: stack }, 'ended by a bug');
    complain(`${stack}\n`);
    process.exit(exitCodes.failed);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
