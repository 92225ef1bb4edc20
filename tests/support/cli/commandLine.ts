import { Command } from 'commander';
import type { CommandContext, Surrounds } from '../../../src/cli/context.ts';
import { type ExitCode, exitCodes, runProgram } from '../../../src/cli/exit.ts';
import { configSchema } from '../../../src/config/schema.ts';
import { projectRoot } from '../../../src/system/paths.ts';

/** What a command line said, and what it ended with. */
export interface Said {
  out: string;
  complaints: string;
  exitCode: ExitCode;
}

/** Nothing said yet, and good as long as nobody says otherwise. */
export function said(): Said {
  return { out: '', complaints: '', exitCode: exitCodes.good };
}

/** The outside of a command line of which `heard` hears: no environment, no terminal, nobody stopping it. */
export function surroundsOf(heard: Said): Surrounds {
  return {
    root: projectRoot(),
    modelsFolder: undefined,
    credentialsFolder: undefined,
    configFile: undefined,
    service: { notifySocket: undefined, watchdogMicroseconds: undefined, runtimeFolder: undefined },
    simulator: () => import('../../../src/cli/simulator/simulator.ts'),
    user: 1000,
    isTerminal: false,
    ask: undefined,
    isColoured: false,
    now: Date.now,
    stopped: () => new Promise(() => undefined),
    print(text) {
      heard.out += text;
    },
    complain(text) {
      heard.complaints += text;
    },
    exit(code) {
      heard.exitCode = code;
    },
  };
}

/**
 * Runs one command, as the program runs it, with the usual configuration where `context` says nothing else.
 *
 * @param words its name and what follows
 */
export async function ranCommand(
  make: (context: CommandContext) => Command,
  words: readonly string[],
  context: Partial<CommandContext> = {},
): Promise<Said> {
  const heard = said();
  const whole: CommandContext = {
    ...surroundsOf(heard),
    configFile: () => 'kiosk.config.json',
    config: () => configSchema.parse({}),
    dataFolderOption: () => undefined,
    dataFolder() {
      throw new Error('the test names no data folder');
    },
    modelsFolder: () => undefined,
    ...context,
  };
  await runProgram(new Command('uketsuke').addCommand(make(whole)), words, whole);
  return heard;
}
