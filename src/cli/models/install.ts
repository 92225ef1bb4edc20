import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { FileStore } from '../../face/models/filePlace.ts';
import { installModel, type Origin } from '../../face/models/installModel.ts';
import { modelManifest } from '../../face/models/manifest.ts';
import type { Problem } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, problemLine } from '../exit.ts';
import { progressTo } from '../progress.ts';
import { json as asJson, examples } from '../words.ts';
import { usualModelsFolder } from './modelsFolder.ts';

interface InstallOptions {
  readonly from?: FileStore;
  readonly mirror?: FileStore;
  readonly to?: string;
  readonly json?: boolean;
}

/** `models install`: brings the networks of the `standard` profile. Exit 1 where one could not be had. */
export function installCommand(context: CommandContext): Command {
  return new Command('install')
    .description(
      'install the networks of the standard profile: from their publishers, converted here, each checked by sha256',
    )
    .addOption(
      new Option('--from <place>', 'folder or address (http, https) of what another kiosk exported').argParser(storeAt),
    )
    .addOption(
      new Option('--mirror <place>', "folder or address that holds the publishers' files, in place of their hosts")
        .argParser(storeAt)
        .conflicts('from'),
    )
    .option('--to <folder>', 'where they go (default: the configured models folder, else models/weights)')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `${examples(
        'models install',
        'models install --mirror https://mirror.example.jp/face',
        'models install --from /media/usb/models --to /var/lib/uketsuke/models',
      )}\nHTTPS_PROXY, HTTP_PROXY and NO_PROXY hold. Broken off, it goes on where it was when run again.\n`,
    )
    .action(async ({ from, mirror, to, json }: InstallOptions) => {
      const folder = resolve(to ?? context.modelsFolder() ?? usualModelsFolder(context.root));
      const origin: Origin = from ? { ready: from } : { published: mirror ?? 'publishers' };
      const outcomes = await installAll(origin, folder, context);
      tell(outcomes, folder, json ?? false, context);
      if (!from && !mirror && outcomes.some(({ problem }) => problem?.code === 'U-703')) {
        context.complain('run it again, or bring them from elsewhere: --from FOLDER of "models export", or --mirror\n');
      }
      if (outcomes.every(({ problem }) => !problem) && !json && folder !== context.modelsFolder()) {
        context.print(`set face.modelsFolder or UKETSUKE_MODELS to ${folder}\n`);
      }
    });
}

/** `models export`: puts the installed networks where another kiosk can install them from. */
export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .description('copy the installed networks into a folder, from which the next kiosk installs them with --from')
    .argument('<folder>', 'made where there is none: a stick, a share')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('models export /media/usb/models'))
    .action(async (to: string, { json }: { json?: boolean }) => {
      const folder = resolve(to);
      const installed = context.modelsFolder() ?? usualModelsFolder(context.root);
      tell(await installAll({ ready: installed }, folder, context), folder, json ?? false, context);
    });
}

interface InstallOutcome {
  readonly file: string;
  readonly state: 'installed' | 'was there' | 'failed';
  readonly problem?: Problem;
}

/** One network after the other; one that fails does not keep the others away. */
async function installAll(origin: Origin, folder: string, context: CommandContext): Promise<InstallOutcome[]> {
  const outcomes: InstallOutcome[] = [];
  for (const entry of Object.values(modelManifest().profiles.standard.networks)) {
    const installed = await installModel(entry, origin, folder, progressOfEach(context));
    outcomes.push(
      installed.ok
        ? { file: entry.file, state: installed.value }
        : { file: entry.file, state: 'failed', problem: installed.problem },
    );
  }
  return outcomes;
}

/** A line for each file that comes. */
function progressOfEach({ complain, isTerminal }: CommandContext) {
  const lines = new Map<string, ReturnType<typeof progressTo>>();
  return (file: string, done: number, total: number): void => {
    if (total === 0) return;
    const line =
      lines.get(file) ??
      progressTo(complain, {
        what: file,
        terminal: isTerminal,
        amount: (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`,
      });
    lines.set(file, line);
    line(done, total);
  };
}

function storeAt(place: string): FileStore {
  if (!/^https?:/i.test(place)) return resolve(place);
  if (!URL.canParse(place)) throw new InvalidArgumentError('must be a folder or an address');
  return new URL(place);
}

function tell(outcomes: readonly InstallOutcome[], folder: string, json: boolean, context: CommandContext): void {
  const problems = outcomes.flatMap(({ problem }) => problem ?? []);
  for (const problem of problems) context.complain(`${problemLine(problem)}\n`);
  const lines = outcomes.map(({ file, state }) => `${state.padEnd(12)} ${file}\n`);
  context.print(json ? asJson({ folder, files: outcomes }) : lines.join(''));
  if (problems.length > 0) context.exit(exitCodes.failed);
}
