import { Command } from 'commander';
import { configJsonSchema } from '../../config/jsonSchema.ts';
import { describeFaults, loadConfig } from '../../config/load.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit.ts';

/** `config check [FILE]` and `config schema`. Without FILE: the configuration that every other command would use. */
export function configCommand({ configFile, print, exit }: CommandContext): Command {
  const command = new Command('config');
  command
    .command('check')
    .description('read a configuration file and say what to change in it, by line')
    .argument('[file]', 'the file (default: that of --config)')
    .option('--json', 'machine-readable answer')
    .action((named: string | undefined, options: { json?: true }) => {
      const file = named ?? configFile();
      const outcome = loadConfig(file);
      if (options.json)
        print(`${JSON.stringify({ file, ok: outcome.ok, faults: outcome.ok ? [] : outcome.faults })}\n`);
      else print(`${outcome.ok ? `${file}: good` : describeFaults(file, outcome.faults)}\n`);
      if (!outcome.ok) exit(exitCodes.failed);
    });
  command
    .command('schema')
    .description('print the JSON Schema of the configuration, for editors')
    .option('--json', 'the same: a JSON Schema is JSON')
    .action(() => print(`${configJsonSchema().trimEnd()}\n`));
  return command;
}
