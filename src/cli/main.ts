import '../system/unobserved.ts';
import { isatty } from 'node:tty';
import { projectRoot } from '../system/paths.ts';
import { stopSignal } from '../system/stopSignal.ts';
import { askAtTerminal } from './askAtTerminal.ts';
import type { Surrounds } from './context.ts';
import { runProgram } from './exit.ts';
import { uketsuke } from './program.ts';

const surrounds: Surrounds = {
  root: projectRoot(),
  modelsFolder: process.env.UKETSUKE_MODELS || undefined,
  credentialsFolder: process.env.CREDENTIALS_DIRECTORY || undefined,
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

const words = process.argv.slice(2);
await runProgram(await uketsuke(surrounds, words), words, surrounds);
