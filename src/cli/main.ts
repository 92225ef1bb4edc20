import type { X509Certificate } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { auditPaths } from '../audit/trailStore.ts';
import { createPcscReader } from '../card/drivers/pcscReader.ts';
import { describeFaults, loadConfig } from '../config/load.ts';
import type { KioskConfig } from '../config/schema.ts';
import { readTrustAnchors } from '../kiosk/realSurroundings.ts';
import { outboxPaths } from '../outbox/store.ts';
import { demoTrustAnchors } from '../simulator/card/demoPki.ts';
import { statisticsFolder } from '../statistics/database.ts';
import { projectRoot } from '../system/paths.ts';
import { stopSignal } from '../system/stopSignal.ts';
import { auditCommand } from './audit/command.ts';
import { cardBenchCommand } from './card/bench.ts';
import { cardCommand } from './card/command.ts';
import { configCommand } from './config/command.ts';
import { faceCommand } from './face/command.ts';
import { watchCommand } from './face/watch.ts';
import { modelsCommand } from './models/command.ts';
import { queueCommand } from './queue/command.ts';
import { runCommand } from './run.ts';
import { simulateGatewayCommand } from './simulator/gateway.ts';
import { statisticsCommand } from './statistics/command.ts';

const root = projectRoot();
const usageExit = 2;

const print = (text: string): void => {
  process.stdout.write(text);
};
const complain = (text: string): void => {
  process.stderr.write(text);
};
const exit = (code: number): void => {
  process.exitCode = code;
};

interface GlobalOptions {
  readonly config: string;
  readonly dataDir?: string;
}

/** The configuration that the command line names; ends the command with what to change when it is wrong. */
function configOf({ config }: GlobalOptions): KioskConfig {
  const loaded = loadConfig(config);
  if (loaded.ok) return loaded.config;
  return program.error(describeFaults(config, loaded.faults), { exitCode: 1 });
}

function dataFolderOf(options: GlobalOptions): string {
  if (options.dataDir) return resolve(options.dataDir);
  return resolve(dirname(resolve(options.config)), configOf(options).kiosk.dataFolder);
}

function modelsFolder(): string | undefined {
  return process.env.UKETSUKE_MODELS || undefined;
}

function credentialsFolder(): string | undefined {
  return process.env.CREDENTIALS_DIRECTORY || undefined;
}

/** The configured authorities; where a trial configuration names none, the simulator's, so that its cards are known. */
async function trustAnchors(): Promise<readonly X509Certificate[]> {
  const options = program.opts<GlobalOptions>();
  const { card, kiosk } = configOf(options);
  if (card.trustAnchors.length === 0 && kiosk.mode === 'trial') return demoTrustAnchors(root, new Date());
  const anchors = readTrustAnchors(card.trustAnchors, dirname(resolve(options.config)));
  return anchors.ok ? anchors.value : program.error(anchors.problem.detail ?? anchors.problem.code, { exitCode: 1 });
}

const program = new Command('uketsuke')
  .description('Uketsuke (受付): face-auth reception kiosk for Japanese clinics')
  .option('--config <file>', 'configuration', join(root, 'kiosk.config.json'))
  .option('--data-dir <dir>', 'where the queue, its key and the log are kept (default: kiosk.dataFolder)')
  .helpCommand(false)
  .addHelpText('after', '\nExit codes: 0 good, 1 failed, 2 wrong usage. "uketsuke <command> --help" tells more.');

program.addCommand(
  runCommand({ root, modelsFolder: modelsFolder(), credentialsFolder: credentialsFolder(), print, complain }),
);
program.addCommand(
  cardCommand({
    openReader: () => {
      const { readerPattern } = configOf(program.opts<GlobalOptions>()).card;
      return createPcscReader(readerPattern === '' ? {} : { namePattern: new RegExp(readerPattern) });
    },
    trustAnchors,
    now: () => new Date(),
    out: print,
    exit,
  }).addCommand(cardBenchCommand({ root, print, complain, exit })),
);
program.addCommand(
  faceCommand({ modelsFolder: modelsFolder(), print, complain, exit }).addCommand(
    watchCommand({
      modelsFolder: modelsFolder(),
      camera: () => configOf(program.opts<GlobalOptions>()).camera,
      print,
      complain,
      exit,
    }),
  ),
);
program.addCommand(modelsCommand({ modelsFolder: modelsFolder(), print, complain, exit }));
program.addCommand(
  queueCommand({
    paths: () => outboxPaths(dataFolderOf(program.opts<GlobalOptions>()), credentialsFolder()),
    print,
    complain,
  }),
);
program.addCommand(
  auditCommand({
    paths: () => auditPaths(dataFolderOf(program.opts<GlobalOptions>()), credentialsFolder()),
    print,
    complain,
  }),
);
program.addCommand(
  statisticsCommand({
    folder: () => statisticsFolder(dataFolderOf(program.opts<GlobalOptions>())),
    timeZone: 'Asia/Tokyo',
    print,
    complain,
  }),
);
program.addCommand(simulateGatewayCommand({ root, print, stopped: () => stopSignal() }));
program.addCommand(configCommand({ print: (text) => print(`${text}\n`), exit }));

/** Commander ends the process by itself for help and wrong usage; here it only says how it wants to end. */
function exitByThrowing(command: Command): void {
  command.exitOverride();
  command.commands.forEach(exitByThrowing);
}

exitByThrowing(program);
try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode =
    error.exitCode === 0
      ? 0
      : error.code.startsWith('commander.') && error.code !== 'commander.error'
        ? usageExit
        : error.exitCode;
}
