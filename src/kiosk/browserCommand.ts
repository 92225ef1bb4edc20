import { spawn } from 'node:child_process';
import type { Logger } from 'pino';
import { second } from '../kernel/durations.ts';
import type { BrowserSupervisor } from './surroundings.ts';

/** A command that has not ended by then is given up, milliseconds. */
const limitMs = 20 * second;

/** The browser as somebody else runs it, started again by a command of theirs. @param command program and arguments, never a shell's */
export function browserCommand(command: readonly string[], log: Pick<Logger, 'warn'>): BrowserSupervisor | undefined {
  const [program, ...words] = command;
  if (program === undefined) return undefined;
  let isRunning = false;
  return {
    startsOne: true,
    restart({ code, detail }) {
      if (isRunning) return;
      isRunning = true;
      const child = spawn(program, words, { stdio: 'ignore', timeout: limitMs, killSignal: 'SIGKILL' });
      const end = (how: string): void => {
        isRunning = false;
        log.warn({ problem: code, why: detail, program, how }, 'the browser was ordered to start again');
      };
      child.once('error', (error) => end(error.message));
      child.once('exit', (status, signal) => end(String(signal ?? status)));
    },
  };
}
