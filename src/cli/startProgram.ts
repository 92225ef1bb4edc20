import '../system/unobserved.ts';
import { isatty } from 'node:tty';
import { projectRoot } from '../system/paths.ts';
import { stopSignal } from '../system/stopSignal.ts';
import { askAtTerminal } from './askAtTerminal.ts';
import type { SimulatorOnDemand, Surrounds } from './context.ts';
import { runProgram } from './exit.ts';
import { uketsuke } from './program.ts';

/**
 * The command line of this process, to its end.
 *
 * @param simulator how all that is simulated is loaded; undefined where the program has none of it
 */
export async function startProgram(simulator: SimulatorOnDemand | undefined): Promise<void> {
  const words = process.argv.slice(2);
  const surrounds: Surrounds = { ...ofThisProcess(), simulator };
  await runProgram(await uketsuke(surrounds, words), words, surrounds);
}

function ofThisProcess(): Omit<Surrounds, 'simulator'> {
  return {
    root: projectRoot(),
    modelsFolder: process.env.UKETSUKE_MODELS || undefined,
    credentialsFolder: process.env.CREDENTIALS_DIRECTORY || undefined,
    configFile: process.env.UKETSUKE_CONFIG || undefined,
    service: {
      notifySocket: process.env.NOTIFY_SOCKET || undefined,
      watchdogMicroseconds: Number(process.env.WATCHDOG_USEC) || undefined,
      runtimeFolder: process.env.RUNTIME_DIRECTORY?.split(':')[0] || undefined,
    },
    user: process.getuid?.() ?? 0,
    isTerminal: process.stderr.isTTY === true,
    ask: process.stdin.isTTY === true ? askAtTerminal : undefined,
    isColoured: process.stdout.isTTY === true && !process.env.NO_COLOR,
    now: Date.now,
    stopped: (wish) => stopSignal({ ...wish, isInTerminal: isatty(0) }),
    print(text) {
      process.stdout.write(text);
    },
    complain(text) {
      process.stderr.write(text);
    },
    exit(code) {
      process.exitCode = code;
    },
  };
}
