import { type Command, CommanderError } from 'commander';
import type { Problem, Result } from '../problem/result.ts';

/** What the command line ends with. `failed`: it understood and could not, or what it looked at is not good. */
export const exitCodes = { good: 0, failed: 1, usage: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const failedCode = 'uketsuke.failed';

/** Ends the command with `failed`. */
export function fail(command: Command, message: string): never {
  return command.error(message, { code: failedCode, exitCode: exitCodes.failed });
}

/** The value, or the end of the command with `failed`. */
export function orFail<T>(command: Command, result: Result<T>): T {
  return result.ok ? result.value : fail(command, problemLine(result.problem));
}

/** A problem as a command line says it. */
export function problemLine({ code, detail }: Problem): string {
  return detail === undefined || detail === '' ? code : `${code}: ${detail}`;
}

/** How much of the outside running a command line takes. */
export interface Terminal {
  /** Writes text to standard output and to standard error, as it is. */
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Says what the program is to end with; a program that is never told ends with `good`. */
  readonly exit: (code: ExitCode) => void;
}

/**
 * Runs a command line to its end. Commander would end the process by itself for help and for wrong usage, and give
 * both wrong usage and failed work the same code.
 */
export async function runProgram(program: Command, words: readonly string[], terminal: Terminal): Promise<void> {
  throughTerminal(program, terminal);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    terminal.exit(exitCodeOf(error));
  }
}

function throughTerminal(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({ writeOut: terminal.print, writeErr: terminal.complain });
  for (const each of command.commands) throughTerminal(each, terminal);
}

function exitCodeOf({ code, exitCode }: CommanderError): ExitCode {
  if (exitCode === 0) return exitCodes.good;
  return code === failedCode ? exitCodes.failed : exitCodes.usage;
}
