import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { installModel } from '../../face/models/installModel.ts';
import { modelManifest } from '../../face/models/manifest.ts';
import { folderSource, type ModelSource, webSource } from '../../face/models/modelSource.ts';
import type { Problem } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, problemLine } from '../exit.ts';
import { progressTo } from '../progress.ts';
import { json as asJson, examples } from '../words.ts';

interface InstallOptions {
  readonly from: ModelSource;
  readonly to?: string;
  readonly json?: boolean;
}

/** Where weights go if nobody says where: beside the manifest, out of git. */
function usualModelsFolder(root: string): string {
  return join(root, 'models', 'weights');
}

/** `models install`: copies or downloads the files of the `standard` profile. Exit 1 where one could not be had. */
export function installCommand(context: CommandContext): Command {
  return new Command('install')
    .description('install the networks of the standard profile, each checked against its sha256')
    .requiredOption('--from <place>', 'folder, or address (http, https) below which the files lie', sourceFrom)
    .option('--to <folder>', 'where they go (default: the configured models folder, else models/weights)')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(
        'models install --from /media/usb/models',
        'models install --from https://models.example.jp/uketsuke --to /var/lib/uketsuke/models',
      ),
    )
    .action(async ({ from, to, json }: InstallOptions) => {
      const folder = resolve(to ?? context.modelsFolder() ?? usualModelsFolder(context.root));
      const outcomes = await installAll(from, folder, context);
      const failures = outcomes.filter(({ problem }) => problem);
      for (const { problem } of failures) if (problem) context.complain(`${problemLine(problem)}\n`);
      context.print(json ? asJson({ folder, files: outcomes }) : describe(outcomes));
      if (failures.length === 0 && !json && folder !== context.modelsFolder()) {
        context.print(`set face.modelsFolder or UKETSUKE_MODELS to ${folder}\n`);
      }
      if (failures.length > 0) context.exit(exitCodes.failed);
    });
}

interface InstallOutcome {
  readonly file: string;
  readonly state: 'installed' | 'was there' | 'failed';
  readonly problem?: Problem;
}

/** One file after the other; one that fails does not keep the others away. */
async function installAll(source: ModelSource, folder: string, context: CommandContext): Promise<InstallOutcome[]> {
  const outcomes: InstallOutcome[] = [];
  for (const entry of Object.values(modelManifest().profiles.standard.networks)) {
    const progress = progressTo(context.complain, {
      what: entry.file,
      terminal: context.isTerminal,
      amount: (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`,
    });
    const installed = await installModel(entry, source, folder, (done, total) => {
      if (total > 0) progress(done, total);
    });
    outcomes.push(
      installed.ok
        ? { file: entry.file, state: installed.value }
        : { file: entry.file, state: 'failed', problem: installed.problem },
    );
  }
  return outcomes;
}

function sourceFrom(place: string): ModelSource {
  if (!/^https?:/i.test(place)) return folderSource(resolve(place));
  if (!URL.canParse(place)) throw new InvalidArgumentError('must be a folder or an address');
  return webSource(new URL(place));
}

function describe(outcomes: readonly InstallOutcome[]): string {
  return outcomes.map(({ file, state }) => `${state.padEnd(12)} ${file}\n`).join('');
}
