import { join } from 'node:path';
import { Command } from 'commander';
import { auditCommand } from './audit/command.ts';
import { cardBenchCommand } from './card/bench.ts';
import { cardCommand } from './card/command.ts';
import { configuredCard } from './card/configuredCard.ts';
import { configCommand } from './config/command.ts';
import { contextOf, type Surrounds } from './context.ts';
import { faceCommand } from './face/command.ts';
import { modelsCommand } from './models/command.ts';
import { queueCommand } from './queue/command.ts';
import { runCommand } from './run/command.ts';
import { simulateGatewayCommand } from './simulator/gateway.ts';
import { statisticsCommand } from './statistics/command.ts';

/** The whole command line: options that hold for every command, and the commands by what they are about. */
export function uketsuke(surrounds: Surrounds): Command {
  const program = new Command('uketsuke')
    .description('Uketsuke (受付): face-auth reception kiosk for Japanese clinics')
    .option('--config <file>', 'configuration', join(surrounds.root, 'kiosk.config.json'))
    .option('--data-dir <dir>', 'where the queue, its key and the log are kept (default: kiosk.dataFolder)')
    .helpCommand(false)
    .addHelpText('after', '\nExit codes: 0 good, 1 failed, 2 wrong usage. "uketsuke <command> --help" tells more.');
  const context = contextOf(program, surrounds);
  program.addCommand(runCommand(context));
  program.addCommand(cardCommand(context, configuredCard(context)).addCommand(cardBenchCommand(context)));
  program.addCommand(faceCommand(context));
  program.addCommand(modelsCommand(context));
  program.addCommand(queueCommand(context));
  program.addCommand(auditCommand(context));
  program.addCommand(statisticsCommand(context));
  program.addCommand(simulateGatewayCommand(context));
  program.addCommand(configCommand(context));
  return program;
}
