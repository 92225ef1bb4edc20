import { Command } from 'commander';
import { configJsonSchema } from '../../config/jsonSchema.ts';
import { describeFaults, loadConfig } from '../../config/load.ts';

/** What the command line gives to this command. */
export interface ConfigCommandDeps {
  /** Writes one text to standard output. */
  readonly print: (text: string) => void;
  /** Ends with this exit code once output is flushed. */
  readonly exit: (code: number) => void;
}

/** `config check FILE` and `config schema`. */
export function configCommand({ print, exit }: ConfigCommandDeps): Command {
  const command = new Command('config').description('check the configuration, or print its schema');
  command
    .command('check')
    .description('read a configuration file and say what to change in it, by line')
    .argument('[file]', 'the file', 'kiosk.config.json')
    .option('--json', 'machine-readable answer')
    .action((file: string, options: { json?: true }) => {
      const outcome = loadConfig(file);
      if (options.json) print(JSON.stringify({ file, ok: outcome.ok, faults: outcome.ok ? [] : outcome.faults }));
      else if (outcome.ok) print(`${file}: good`);
      else print(describeFaults(file, outcome.faults));
      exit(outcome.ok ? 0 : 1);
    });
  command
    .command('schema')
    .description('print the JSON Schema of the configuration, for editors')
    .option('--json', 'the same: a JSON Schema is JSON')
    .action(() => {
      print(configJsonSchema().trimEnd());
      exit(0);
    });
  return command;
}
