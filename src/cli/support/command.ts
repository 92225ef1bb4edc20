import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { loadConfig } from '../../config/load.ts';
import { gentleChecks } from '../../diagnostics/gentleLook.ts';
import { supportFacts } from '../../kiosk/support/supportFacts.ts';
import { openExistingStore } from '../../outbox/openStore.ts';
import { backlogOf } from '../../outbox/outbox.ts';
import { outboxPaths } from '../../outbox/store.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import { statisticsFolder } from '../../statistics/database.ts';
import { Reports } from '../../statistics/reports.ts';
import { isFolderTaken } from '../../storage/folderLock.ts';
import { guarded } from '../../storage/guarded.ts';
import { createPrivateFile } from '../../storage/privateFile.ts';
import { type Bundle, supportBundle } from '../../support/bundle.ts';
import type { SupportFacts } from '../../support/facts.ts';
import type { CommandContext } from '../context.ts';
import { ProgressLine } from '../doctor/progressLine.ts';
import { wholeReport } from '../doctor/wholeReport.ts';
import { orFail } from '../exit.ts';
import { examples, json } from '../words.ts';

interface BundleOptions {
  readonly to: string;
  readonly json?: true;
}

/** What is looked at here, and not by the kiosk: it takes nothing from it. */
const lookedAtHere = ['configuration', 'program', 'audit'] as const;

/** `support bundle`: what those who maintain the kiosk need to know, in one file, and nothing of a patient. */
export function supportCommand(context: CommandContext): Command {
  const support = new Command('support');
  support
    .command('bundle')
    .description('checks, measured values, settings, versions, log and counts in one file; nothing of a patient')
    .requiredOption('--to <file>', 'a new file; encrypted where support.vendorKey is set (then end it in .tar.gz.age)')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('support bundle --to support.tar.gz', 'support bundle --to /media/usb/support.tar.gz.age --json'),
    )
    .action(async ({ to, json: asJson }: BundleOptions, command: Command) => {
      // Said before it is looked at everything.
      if (existsSync(to)) orFail(command, failed('U-643', `${to} exists`));
      const loaded = loadConfig(context.configFile());
      const facts = await factsOf(
        context,
        loaded.ok ? loaded.config : { wrongLines: loaded.faults.flatMap(({ line }) => line ?? []) },
      );
      const bundle = orFail(command, await supportBundle(facts, loaded.ok ? loaded.config.support.vendorKey : ''));
      orFail(command, written(to, bundle));
      context.print(asJson ? json(told(to, bundle)) : textOf(to, bundle));
    });
  return support;
}

async function factsOf(context: CommandContext, configuration: SupportFacts['configuration']): Promise<SupportFacts> {
  const { root, credentialsFolder, now } = context;
  const dataFolder = context.dataFolder('wrongLines' in configuration ? undefined : configuration);
  const isRunning = isFolderTaken(dataFolder);
  const progress = new ProgressLine(context);
  const only = isRunning ? [...gentleChecks, ...lookedAtHere] : undefined;
  const report = await wholeReport(context, { only, isSimulated: false, onStep: progress.step }).finally(() =>
    progress.end(),
  );
  const statistics = new Reports(statisticsFolder(dataFolder));
  try {
    return await supportFacts({
      configuration,
      checks: { report, at: now(), kind: isRunning ? 'gentle' : 'all' },
      root,
      dataFolder,
      credentialsFolder,
      queue: () => queueIn(context, dataFolder),
      statistics,
      now,
    });
  } finally {
    await statistics.close();
  }
}

function queueIn({ credentialsFolder, now }: CommandContext, dataFolder: string) {
  const opened = openExistingStore(outboxPaths(dataFolder, credentialsFolder), now);
  if (!opened.ok) return opened;
  try {
    return guarded(() => backlogOf(opened.value));
  } finally {
    opened.value.database.close();
  }
}

/** A file that is there is never written over. */
function written(file: string, { bytes }: Bundle): Result<void> {
  const done = guarded(() => {
    createPrivateFile(file, bytes);
    return ok(undefined);
  });
  return done.ok ? done : failed('U-643', done.problem.detail);
}

function told(file: string, { bytes, isEncrypted, files }: Bundle) {
  return {
    file,
    bytes: bytes.length,
    encrypted: isEncrypted,
    files: files.map(({ name, why, without }) => ({ name, why, without })),
  };
}

function textOf(file: string, { bytes, isEncrypted, files }: Bundle): string {
  const how = isEncrypted
    ? 'Encrypted: only whoever holds the key of support.vendorKey can open it.'
    : 'NOT encrypted: no support.vendorKey is set. It holds nothing of a patient, but tells of the clinic’s network.';
  const list = files.map(({ name, why }) => `  ${name.padEnd(20)} ${why}\n`).join('');
  return `${file}: ${Math.ceil(bytes.length / 1024)} KiB, ${files.length} files; index.html says what is in it\n${list}${how}\n`;
}
