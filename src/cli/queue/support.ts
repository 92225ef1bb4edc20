import { type Command, CommanderError, InvalidArgumentError } from 'commander';
import { openExistingStore } from '../../outbox/openStore.ts';
import type { OutboxPaths, Store } from '../../outbox/store.ts';
import type { Problem, Result } from '../../problem/result.ts';

export interface QueueCommandDeps {
  /** Where the queue is, from the options of the whole command line (`--data-dir`, `--config`). */
  readonly paths: (options: Readonly<Record<string, unknown>>) => OutboxPaths;
  /** Writes text to standard output and to standard error, as it is. */
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Opens the queue beside a running kiosk, works on it, closes it whatever happens. */
export async function withStore(
  command: Command,
  deps: QueueCommandDeps,
  work: (store: Store) => void | Promise<void>,
): Promise<void> {
  const store = orFail(command, openExistingStore(deps.paths(command.optsWithGlobals()), Date.now));
  try {
    await work(store);
  } finally {
    store.database.close();
  }
}

const failedCode = 'uketsuke.failed';

/** The value, or the end of the command with exit code 1. */
export function orFail<T>(command: Command, result: Result<T>): T {
  return result.ok ? result.value : fail(command, describe(result.problem));
}

/** Ends the command with exit code 1. */
export function fail(command: Command, message: string): never {
  return command.error(message, { code: failedCode, exitCode: 1 });
}

function describe({ code, detail }: Problem): string {
  return detail === undefined ? code : `${code}: ${detail}`;
}

/** Commander gives wrong usage the exit code 1, which here means that the work failed. */
export function throwWithExitCode(error: CommanderError): never {
  if (error.exitCode === 0 || error.code === failedCode) throw error;
  throw new CommanderError(2, error.code, error.message);
}

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}

export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  uketsuke ${line}`).join('\n')}\n`;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Tells how far long work is, not more often than each thousand. */
export function progressOf(deps: QueueCommandDeps, what: string): (done: number, total: number) => void {
  return (done, total) => {
    if (total > 1_000 && (done % 1_000 === 0 || done === total)) deps.complain(`${what}: ${done} of ${total}\n`);
  };
}
