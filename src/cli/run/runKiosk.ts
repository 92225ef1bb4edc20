import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { loadConfig } from '../../config/load.ts';
import type { KioskConfig } from '../../config/schema.ts';
import type { HeldPort } from '../../kernel/heldPort.ts';
import { Lifecycle } from '../../kernel/lifecycle.ts';
import { realSurroundings } from '../../kiosk/realSurroundings.ts';
import { type KioskPorts, takeSoleUse } from '../../kiosk/soleUse.ts';
import { type Kiosk, startKiosk } from '../../kiosk/startKiosk.ts';
import type { Surroundings } from '../../kiosk/surroundings.ts';
import { catalogue } from '../../problem/catalogue.ts';
import type { Problem, Result } from '../../problem/result.ts';
import { conclude } from '../../setup/setUp.ts';
import { openLog } from '../../system/log.ts';
import { type ServiceManager, serviceManager } from '../../system/serviceManager.ts';
import type { CommandContext } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { configFolderOf, firstRunAddresses, machineOf, modelsFolderOf, openFirstRun, wantsSetUp } from './firstRun.ts';
import { overridesIn, type RunOptions } from './options.ts';
import type { RunPlace } from './place.ts';

/** A clean stop takes well under a second; past this something hangs and the process goes anyway. */
const stopLimitMs = 2_500;

/** What the next start in this process goes on with. */
interface GoesOn {
  readonly config: KioskConfig;
  /** Of the start before: its browser goes on. */
  readonly seats?: Kiosk['seats'];
  /** Whether this is a kiosk, or one to be set up first. */
  readonly as: 'kiosk' | 'set-up';
  /** Whether the set-up has just ended: a configuration that lets no kiosk start leads back to it. */
  readonly isAfterSetUp?: boolean;
  readonly practise?: boolean;
  readonly trouble?: Problem;
}

/** What lasts from one start to the next. */
interface Process {
  readonly stopping: AbortController;
  readonly manager: ServiceManager;
  readonly isFirst: boolean;
}

/** What a start has to itself. */
interface Start {
  readonly goesOn: GoesOn;
  readonly options: RunOptions;
  readonly context: CommandContext;
  readonly dataFolder: string;
  readonly ports: KioskPorts;
  readonly simulatorPort: HeldPort | undefined;
  readonly hurt: Problem | undefined;
  readonly logHealth: ReturnType<typeof openLog>;
  readonly open: Lifecycle;
  readonly manager: ServiceManager;
  readonly stopping: AbortSignal;
}

type Ended =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'again'; readonly next: GoesOn }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * A kiosk from its start until the program is told to stop; one that nobody has set up begins with the set-up. Where
 * another program held its databases, or an administrator has changed the settings, it is started again by itself:
 * whoever restarts it then would do the same. What only a bug can do ends the process.
 */
export async function runKiosk(config: KioskConfig, options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const stopping = new AbortController();
  const as = wantsSetUp(config, options, context.dataFolder(config)) ? 'set-up' : 'kiosk';
  const manager = await serviceManager(context.service);
  let ended = await runOnce({ config, as }, options, context, { stopping, manager, isFirst: true });
  while (typeof ended !== 'number') {
    ended = await runOnce(ended, options, context, { stopping, manager, isFirst: false });
  }
  return ended;
}

async function runOnce(
  goesOn: GoesOn,
  options: RunOptions,
  context: CommandContext,
  { stopping, manager, isFirst }: Process,
): Promise<ExitCode | GoesOn> {
  const { config } = goesOn;
  const { complain } = context;
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
  if (isFirst) {
    endOnBugs(log, complain);
    void context
      .stopped({ tell: (signal) => log.info({ signal }, 'stopping'), isBounded: true })
      .then(() => stopping.abort());
  }
  const open = new Lifecycle(log);
  open.opened('data folder and ports', () => own.value.close());
  const start = {
    goesOn,
    options,
    context,
    dataFolder,
    ports,
    simulatorPort,
    hurt,
    logHealth,
    open,
    manager,
    stopping: stopping.signal,
  };
  const ended = goesOn.as === 'kiosk' ? await kioskUntilOver(start) : await setUpUntilOver(start);
  if (ended.kind === 'stopped') manager.stopping();
  if (ended.kind === 'stopped') setTimeout(() => process.exit(exitCodes.failed), stopLimitMs).unref();
  await open.close();
  const next = ended.kind === 'again' ? ended.next : backToSetUp(ended, goesOn);
  if (ended.kind === 'failed') explain(ended.problem);
  else log.info(next ? 'started again' : 'stopped');
  logHealth.close();
  return next ?? (ended.kind === 'failed' ? exitCodes.failed : exitCodes.good);
}

/** A configuration that was just written and lets no kiosk start is put right where it was made. */
function backToSetUp(ended: Ended, { config, isAfterSetUp }: GoesOn): GoesOn | undefined {
  if (ended.kind !== 'failed' || !isAfterSetUp) return undefined;
  const { code, detail = '' } = ended.problem;
  return { config, as: 'set-up', trouble: { code: 'U-749', detail: `${code} ${detail}`.trim() } };
}

async function kioskUntilOver({ goesOn, options, context, open, ...start }: Start): Promise<Ended> {
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

async function setUpUntilOver({ goesOn, options, context, open, ...start }: Start): Promise<Ended> {
  const { config, trouble } = goesOn;
  const { dataFolder, ports, simulatorPort, hurt, logHealth, stopping } = start;
  const { log } = logHealth;
  if (hurt) return { kind: 'failed', problem: hurt };
  const opened = await openFirstRun({ config, options, context, ports, dataFolder, log, trouble });
  if (!opened.ok) return { kind: 'failed', problem: opened.problem };
  open.opened('set-up', () => opened.value.close());
  context.print(firstRunAddresses(opened.value));
  start.manager.ready(opened.value.screenUrl, () => statusOf({ code: 'U-740' }));
  const finished = await Promise.race([aborted(stopping), opened.value.finished]);
  if (!finished || stopping.aborted) return { kind: 'stopped' };
  const said = loadConfig(context.configFile(), overridesIn(options));
  const next = said.ok ? said.config : config;
  const bound = withPorts(next, config, ports, simulatorPort);
  return {
    kind: 'again',
    next: { config: bound, as: 'kiosk', isAfterSetUp: true, practise: finished.practise, seats: opened.value.seats },
  };
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

/** The configuration with the ports there were, where it says nothing else: a browser finds the next start where it was. */
function withPorts(
  config: KioskConfig,
  before: KioskConfig,
  ports: KioskPorts,
  simulator: HeldPort | undefined,
): KioskConfig {
  // A port that somebody has changed meanwhile is theirs.
  const kept = (now: number, then: number, held: number | undefined) => (now === then ? (held ?? now) : now);
  const { screen, desk } = config;
  return {
    ...config,
    screen: { ...screen, port: kept(screen.port, before.screen.port, ports.screen.port) },
    desk: {
      ...desk,
      port: kept(desk.port, before.desk.port, ports.desk.port),
      opsPort: kept(desk.opsPort, before.desk.opsPort, ports.ops.port),
    },
    simulator: { ...config.simulator, port: simulator?.port ?? config.simulator.port },
  };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((settle) => {
    if (signal.aborted) settle(undefined);
    else signal.addEventListener('abort', () => settle(undefined), { once: true });
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
