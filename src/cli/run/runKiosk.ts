import type { Logger } from 'pino';
import type { KioskConfig } from '../../config/schema.ts';
import { Lifecycle } from '../../kernel/lifecycle.ts';
import { takeSoleUse } from '../../kiosk/soleUse.ts';
import { catalogue } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/result.ts';
import { openLog } from '../../system/log.ts';
import { type ServiceManager, serviceManager } from '../../system/serviceManager.ts';
import type { CommandContext } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import { backToSetUp } from './backToSetUp.ts';
import { endCutRestore } from './endCutRestore.ts';
import { wantsSetUp, whileSetUp } from './firstRun.ts';
import { freshConfig } from './freshConfig.ts';
import { kioskUntilOver } from './kioskUntilOver.ts';
import { overridesIn, type RunOptions } from './options.ts';
import { restoreUntilOver } from './restoreUntilOver.ts';
import { setUpUntilOver } from './setUpUntilOver.ts';
import type { Ended, GoesOn, RunStart } from './start.ts';

/** A clean stop takes well under a second; past this something hangs and the process goes anyway. */
const stopLimitMs = 2_500;

/** What lasts from one start to the next. */
interface Process {
  readonly stopping: AbortController;
  readonly manager: ServiceManager;
  readonly isFirst: boolean;
}

/**
 * A kiosk from its start until the program is told to stop; one that nobody has set up begins with the set-up. Where
 * another program held its databases, or an administrator has changed the settings, it is started again by itself:
 * whoever restarts it then would do the same. What only a bug can do ends the process.
 */
export async function runKiosk(config: KioskConfig, options: RunOptions, context: CommandContext): Promise<ExitCode> {
  const stopping = new AbortController();
  const manager = await serviceManager(context.service);
  const first = firstStart(config, options, context);
  let ended = await runOnce(first, options, context, { stopping, manager, isFirst: true });
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
  const ended = await lives[goesOn.as](start);
  if (ended.kind === 'stopped') manager.stopping();
  if (ended.kind === 'stopped') setTimeout(() => process.exit(exitCodes.failed), stopLimitMs).unref();
  await open.close();
  const next = ended.kind === 'again' ? ended.next : backToSetUp(ended, goesOn);
  if (ended.kind === 'failed') explain(ended.problem);
  else log.info(next ? 'started again' : 'stopped');
  logHealth.close();
  return next ?? (ended.kind === 'failed' ? exitCodes.failed : exitCodes.good);
}

const lives: Readonly<Record<GoesOn['as'], (start: RunStart) => Promise<Ended>>> = {
  kiosk: kioskUntilOver,
  'set-up': setUpUntilOver,
  restore: restoreUntilOver,
};

/** As what this process begins. A restore that a set-up began and that was cut short leads back to the set-up. */
function firstStart(config: KioskConfig, options: RunOptions, context: CommandContext): GoesOn {
  const dataFolder = context.dataFolder(config);
  if (endCutRestore(dataFolder, context)) {
    const fresh = freshConfig(overridesIn(options));
    return { config: whileSetUp(fresh, options, context), as: 'set-up', trouble: { code: 'U-712' } };
  }
  return wantsSetUp(config, options, dataFolder)
    ? { config: whileSetUp(config, options, context), as: 'set-up' }
    : { config, as: 'kiosk' };
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
