import { join } from 'node:path';
import { Command } from 'commander';
import type { CommandContext, Surrounds } from './context.ts';

/** The commands by what they are about, and where each is found. */
function groupsOf({ simulator }: Surrounds): Readonly<Record<string, Group>> {
  return {
    run: {
      says: 'run the kiosk until it is told to stop (SIGTERM, Ctrl-C)',
      load: async () => (await import('./run/command.ts')).runCommand,
    },
    card: {
      says: 'the card on the reader',
      async load() {
        const [{ cardCommand }, { configuredCard }, simulated] = await Promise.all([
          import('./card/command.ts'),
          import('./card/configuredCard.ts'),
          simulator?.(),
        ]);
        return (context) => {
          const command = cardCommand(context, configuredCard(context));
          return simulated ? command.addCommand(simulated.cardBenchCommand(context)) : command;
        };
      },
    },
    face: {
      says: 'face recognition',
      load: async () => (await import('./face/command.ts')).faceCommand,
    },
    models: {
      says: 'the networks of face recognition',
      load: async () => (await import('./models/command.ts')).modelsCommand,
    },
    queue: {
      says: 'the offline queue: what waits, what is parked, what became of it',
      load: async () => (await import('./queue/command.ts')).queueCommand,
    },
    audit: {
      says: 'the audit trail: who did what, and whether anybody changed the record of it',
      load: async () => (await import('./audit/command.ts')).auditCommand,
    },
    report: {
      says: 'readiness reports of technicians',
      load: async () => (await import('./report/command.ts')).reportCommand,
    },
    support: {
      says: 'what those who maintain the kiosk need to know, in one file',
      load: async () => (await import('./support/command.ts')).supportCommand,
    },
    statistics: {
      says: "the clinic's statistics: card use, methods, failures, seconds, PMH, queue; nothing about a person",
      load: async () => (await import('./statistics/command.ts')).statisticsCommand,
    },
    ...(simulator && {
      'simulate-gateway': {
        says: 'the simulated eligibility system alone (with e-prescription and PMH), until it is told to stop',
        load: async () => (await simulator()).simulateGatewayCommand,
      },
    }),
    doctor: {
      says: 'look at everything the kiosk relies on, and say what is wrong and what to do',
      load: async () => (await import('./doctor/command.ts')).doctorCommand,
    },
    update: {
      says: 'the device: install a signed update beside the system that runs',
      load: async () => (await import('./update/command.ts')).updateCommand,
    },
    about: {
      says: 'what runs here: version, hashes, keys, which of its systems a device started',
      load: async () => (await import('./about/command.ts')).aboutCommand,
    },
    backup: {
      says: 'a kiosk in one sealed file, for the day its machine dies; and back onto another machine',
      load: async () => (await import('./backup/command.ts')).backupCommand,
    },
    config: {
      says: 'check the configuration, or print its schema',
      load: async () => (await import('./config/command.ts')).configCommand,
    },
  };
}

interface Group {
  /** One line of `--help`. */
  readonly says: string;
  readonly load: () => Promise<(context: CommandContext) => Command>;
}

/**
 * The whole command line: options that hold for every command, and the commands.
 *
 * @param words what stands on the command line: only what they name is loaded, since the kiosk's whole program is many
 *   times what one command needs. Without them everything is.
 */
export async function uketsuke(surrounds: Surrounds, words?: readonly string[]): Promise<Command> {
  const program = new Command('uketsuke')
    .description('Uketsuke (受付): face-auth reception kiosk for Japanese clinics')
    .option('--config <file>', 'configuration', surrounds.configFile ?? join(surrounds.root, 'kiosk.config.json'))
    .option('--data-dir <dir>', 'where the queue, its key and the log are kept (default: kiosk.dataFolder)')
    .helpCommand(false)
    .addHelpText('after', '\nExit codes: 0 good, 1 failed, 2 wrong usage. "uketsuke <command> --help" tells more.');
  // What commands share is most of what `--help` would have to load: the configuration with all its rules.
  let shared: CommandContext | undefined;
  const context = async (): Promise<CommandContext> => {
    const { contextOf } = await import('./context.ts');
    shared ??= contextOf(program, surrounds);
    return shared;
  };
  for (const [name, { says, load }] of Object.entries(groupsOf(surrounds))) {
    const isNamed = words === undefined || words.includes(name);
    const command = isNamed ? (await load())(await context()) : new Command(name);
    program.addCommand(command.description(says));
  }
  return program;
}
