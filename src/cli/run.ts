import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Logger } from 'pino';
import { describeFaults, loadConfig, type Override, parseOverride } from '../config/load.ts';
import type { KioskConfig } from '../config/schema.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import { realSurroundings } from '../kiosk/realSurroundings.ts';
import { type Kiosk, startKiosk } from '../kiosk/startKiosk.ts';
import type { Surroundings } from '../kiosk/surroundings.ts';
import { catalogue } from '../problem/catalogue.ts';
import type { Problem, Result } from '../problem/result.ts';
import { type CardPath, simulatedSurroundings } from '../simulator/surroundings.ts';
import { openLog } from '../system/log.ts';
import { stopSignal } from '../system/stopSignal.ts';

/** A clean stop takes well under a second; past this something hangs and the process goes anyway. */
const stopLimitMs = 2_500;

export interface RunCommandDeps {
  /** Project root. */
  readonly root: string;
  /** UKETSUKE_MODELS of the environment. */
  readonly modelsFolder: string | undefined;
  /** CREDENTIALS_DIRECTORY of the environment. */
  readonly credentialsFolder: string | undefined;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

interface RunOptions {
  readonly config: string;
  readonly dataDir?: string;
  readonly simulator?: true;
  readonly card?: 'pcsc' | 'direct';
  readonly set: readonly Override[];
  readonly screenPort?: number;
  readonly deskPort?: number;
  readonly simPort?: number;
  readonly opsPort?: number;
}

/** `run`: the kiosk itself, until SIGTERM or SIGINT. */
export function runCommand(deps: RunCommandDeps): Command {
  return new Command('run')
    .description('run the kiosk until it is told to stop (SIGTERM, Ctrl-C)')
    .option('--simulator', 'with simulated card, camera, eligibility gateway and clinic system')
    .addOption(
      new Option('--card <path>', 'simulator: card through the real pcscd, or in process').choices(['pcsc', 'direct']),
    )
    .option('--screen-port <n>', 'port of the patient screen', portNumber)
    .option('--desk-port <n>', 'port of the staff desk', portNumber)
    .option('--sim-port <n>', 'port of the simulator', portNumber)
    .option('--ops-port <n>', 'port of /healthz and /metrics', portNumber)
    .option('--set <key.path=value>', 'one configuration value, may be repeated', collectOverride, [])
    .action(async (_options: unknown, command: Command) => {
      process.exitCode = await run(command.optsWithGlobals<RunOptions>(), deps);
    });
}

async function run(options: RunOptions, deps: RunCommandDeps): Promise<number> {
  const { complain } = deps;
  const loaded = loadConfig(options.config, overridesIn(options));
  if (!loaded.ok) {
    complain(`${describeFaults(options.config, loaded.faults)}\n`);
    return 1;
  }
  const { config } = loaded;
  if (options.simulator && config.kiosk.mode === 'production') {
    complain('kiosk.mode is "production": the simulator is for trial only. Leave --simulator out.\n');
    return 1;
  }
  const folder = dirname(resolve(options.config));
  const dataFolder = options.dataDir ? resolve(options.dataDir) : resolve(folder, config.kiosk.dataFolder);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const log = openLog(dataFolder, config.kiosk.id);
  endOnBugs(log, complain);

  const open = new Lifecycle(log);
  const stopped = stopSignal((signal) => log.info({ signal }, 'stopping'));
  const around = await surroundingsFor(options, config, folder, dataFolder, log, deps);
  if (!around.ok) return giveUp(around.problem, open, deps);
  open.opened('surroundings', () => around.value.close());
  const kiosk = await startKiosk({
    config,
    surroundings: around.value,
    root: deps.root,
    configFolder: folder,
    dataFolder,
    credentialsFolder: deps.credentialsFolder,
    modelsFolder: modelsFolderOf(config, folder, deps),
    log,
  });
  if (!kiosk.ok) return giveUp(kiosk.problem, open, deps);
  open.opened('kiosk', () => kiosk.value.close());
  log.info({ simulator: options.simulator ?? false }, 'started');
  deps.print(addresses(kiosk.value, around.value));

  await stopped;
  setTimeout(() => process.exit(1), stopLimitMs).unref();
  await open.close();
  log.info('stopped');
  return 0;
}

/** The flags are short names for configuration keys; `--set` wins over them. */
function overridesIn({ screenPort, deskPort, simPort, opsPort, card, set }: RunOptions): readonly Override[] {
  const flags: readonly (readonly [readonly string[], unknown])[] = [
    [['screen', 'port'], screenPort],
    [['desk', 'port'], deskPort],
    [['simulator', 'port'], simPort],
    [['desk', 'opsPort'], opsPort],
    [['card', 'driver'], card],
  ];
  return [...flags.flatMap(([path, value]) => (value === undefined ? [] : [{ path, value }])), ...set];
}

function surroundingsFor(
  options: RunOptions,
  config: KioskConfig,
  folder: string,
  dataFolder: string,
  log: Logger,
  { root, complain }: RunCommandDeps,
): Promise<Result<Surroundings>> {
  if (!options.simulator) return realSurroundings(config, folder, log);
  const card: CardPath = config.card.driver === 'direct' ? 'direct' : options.card === 'pcsc' ? 'pcsc' : 'best';
  return simulatedSurroundings({
    root,
    port: config.simulator.port,
    cardCamera: config.simulator.cardCamera,
    card,
    stateFolder: simulatorFolder(dataFolder),
    log,
    onFallback: ({ detail }) => complain(`No card path through pcscd (${detail}); the card runs in process.\n`),
  });
}

/** The simulated clinic is another machine: it must neither lie in the kiosk's data nor be lost with its process. */
function simulatorFolder(dataFolder: string): string {
  const which = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  return join(tmpdir(), `uketsuke-simulator-${userInfo().uid}`, which);
}

function modelsFolderOf(config: KioskConfig, folder: string, deps: RunCommandDeps): string | undefined {
  return config.face.modelsFolder === '' ? deps.modelsFolder : resolve(folder, config.face.modelsFolder);
}

function addresses(kiosk: Kiosk, { simulatorUrl }: Surroundings): string {
  const lines = [`Patient screen  ${kiosk.screenUrl}`, `Staff desk  ${kiosk.deskUrl}`];
  if (simulatorUrl) lines.push(`Simulator  ${simulatorUrl}`);
  if (kiosk.setUpCode) lines.push(`Code for the first account at the desk  ${kiosk.setUpCode}`);
  return `${lines.join('\n')}\n`;
}

async function giveUp({ code, detail }: Problem, open: Lifecycle, { complain }: RunCommandDeps): Promise<number> {
  complain(`${code}: ${detail ?? catalogue[code].meaning}\n${catalogue[code].staff}\n`);
  await open.close();
  return 1;
}

/** What only a bug can do ends the process; the supervisor starts it again into the physical world as it is then. */
function endOnBugs(log: Logger, complain: (text: string) => void): void {
  const end = (error: unknown): void => {
    const stack = error instanceof Error ? error.stack : String(error);
    log.fatal({ error: stack }, 'ended by a bug');
    complain(`${stack}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('must be a port, 0 to 65535 (0: any free)');
  return port;
}

function collectOverride(text: string, before: readonly Override[]): readonly Override[] {
  const override = parseOverride(text);
  if (!override) throw new InvalidArgumentError('must look like key.path=value');
  return [...before, override];
}
