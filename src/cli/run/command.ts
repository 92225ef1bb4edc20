import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseOverride } from '../../config/load.ts';
import type { CommandContext } from '../context.ts';
import { fail } from '../exit.ts';
import { portNumber } from '../words.ts';
import { freshConfig } from './freshConfig.ts';
import { type Override, overridesIn, type RunOptions } from './options.ts';
import { runKiosk } from './runKiosk.ts';

/** `run`: the kiosk itself, until SIGTERM or SIGINT. */
export function runCommand(context: CommandContext): Command {
  const run = new Command('run');
  if (context.simulator) addSimulatorOptions(run);
  return run
    .option('--screen-port <n>', 'port of the patient screen', portNumber)
    .option('--desk-port <n>', 'port of the staff desk', portNumber)
    .option('--ops-port <n>', 'port of /healthz and /metrics', portNumber)
    .option('--first-run', 'begin with the set-up where there is no configuration file yet')
    .option('--network-folder <dir>', 'a device of its own: the set-up lays network and time settings there')
    .option('--set <key.path=value>', 'one configuration value, may be repeated', collectOverride, [])
    .action(async (options: RunOptions, command: Command) => {
      const overrides = overridesIn(options);
      const isFresh = options.firstRun === true && !existsSync(context.configFile());
      const config = isFresh ? freshConfig(overrides) : context.config(overrides);
      if (options.simulator && config.kiosk.mode === 'production') {
        fail(command, 'kiosk.mode is "production": the simulator is for trial only. Leave --simulator out.');
      }
      context.exit(await runKiosk(config, options, context));
    });
}

function addSimulatorOptions(run: Command): void {
  run
    .option('--simulator', 'with simulated card, camera, eligibility gateway and clinic system')
    .addOption(
      new Option('--card <path>', 'simulator: card through the real pcscd, or in process').choices(['pcsc', 'direct']),
    )
    .option('--sim-port <n>', 'port of the simulator', portNumber);
}

function collectOverride(text: string, before: readonly Override[]): readonly Override[] {
  const override = parseOverride(text);
  if (!override) throw new InvalidArgumentError('must look like key.path=value');
  return [...before, override];
}
