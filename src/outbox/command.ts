import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Problem, Result } from '../problem/result.ts';
import { entriesTable, entryLines } from './commandText.ts';
import {
  type DeliveryState,
  deliveryStates,
  findEntries,
  listEntries,
  type QueueEntry,
  readPayload,
  retryNow,
} from './inspection.ts';
import { type OutboxPaths, openExistingStore, type Store } from './store.ts';

export interface QueueCommandDeps {
  /** Where the queue is, from the options of the whole command line (`--data-dir`, `--config`). */
  readonly paths: (options: Readonly<Record<string, unknown>>) => OutboxPaths;
  /** Writes text to standard output and to standard error, as it is. */
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/**
 * `queue list|show|retry`. Works beside a running kiosk: both sides only hold the database for single transactions.
 * Never ends the process: what fails is thrown as CommanderError with exitCode 1, wrong usage with 2, help with 0.
 */
export function queueCommand(deps: QueueCommandDeps): Command {
  const queue = new Command('queue')
    .description('the offline queue: what waits, what is parked, what became of it')
    .configureOutput({ writeOut: deps.print, writeErr: deps.complain })
    .exitOverride(throwWithExitCode);
  addList(queue, deps);
  addShow(queue, deps);
  addRetry(queue, deps);
  return queue;
}

function addList(queue: Command, deps: QueueCommandDeps): void {
  queue
    .command('list')
    .description('receptions in the queue, newest first, and the state of each delivery')
    .option('--json', 'as JSON')
    .addOption(new Option('--state <state>', 'only those with a delivery in this state').choices(deliveryStates))
    .option('--limit <n>', 'at most this many', positiveInteger, 100)
    .addHelpText('after', examples('queue list', 'queue list --state parked', 'queue list --json --limit 1000'))
    .action((options: { json?: true; state?: DeliveryState; limit: number }, command: Command) => {
      withStore(command, deps, (store) => {
        const entries = orFail(command, listEntries(store, options.limit, options.state));
        deps.print(options.json ? json(entries) : entriesTable(entries));
      });
    });
}

function addShow(queue: Command, deps: QueueCommandDeps): void {
  queue
    .command('show')
    .description('one reception: each delivery, and whether its payload opens with the key')
    .argument('<id>', 'the reception')
    .option('--json', 'as JSON')
    .option('--reveal', "also print the patient's data")
    .addHelpText('after', examples('queue show 01980f3c-…', 'queue show 01980f3c-… --json --reveal'))
    .action((id: string, options: { json?: true; reveal?: true }, command: Command) => {
      withStore(command, deps, (store) => {
        const known = orFail(command, findEntries(store, id));
        if (known.length === 0) fail(command, `the queue holds no reception ${id}`);
        const entries = known.map((entry) => withPayload(store, entry, options.reveal ?? false));
        deps.print(options.json ? json(entries) : entries.map(entryLines).join('\n'));
        const damaged = entries.find(({ payload }) => payload === 'damaged');
        if (damaged) fail(command, `U-504: version ${damaged.version} cannot be opened with this key`);
      });
    });
}

function addRetry(queue: Command, deps: QueueCommandDeps): void {
  queue
    .command('retry')
    .description('makes deliveries due now; a running kiosk takes them up within seconds')
    .argument('[id]', 'the reception')
    .option('--all-parked', 'everything that is parked')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('queue retry 01980f3c-…', 'queue retry --all-parked'))
    .action((id: string | undefined, options: { allParked?: true; json?: true }, command: Command) => {
      if ((id === undefined) === (options.allParked === undefined)) {
        command.error('error: name one reception, or --all-parked');
      }
      withStore(command, deps, (store) => {
        const retried = orFail(command, retryNow(store, id));
        if (retried === 0 && id !== undefined) fail(command, `nothing of ${id} is waiting or parked`);
        deps.print(
          options.json ? json({ retried }) : `${retried} ${retried === 1 ? 'delivery is' : 'deliveries are'} due now\n`,
        );
      });
    });
}

/** A queue entry with what `show` found out about its payload. */
export interface ShownEntry extends QueueEntry {
  readonly payload: 'sealed' | 'wiped' | 'damaged';
  /** The patient's data; only where it was asked for. */
  readonly reception?: unknown;
}

function withPayload(store: Store, entry: QueueEntry, reveal: boolean): ShownEntry {
  const opened = readPayload(store, entry.id, entry.version);
  if (!opened.ok) return { ...entry, payload: 'damaged' };
  if (!opened.value) return { ...entry, payload: entry.wipedAt ? 'wiped' : 'damaged' };
  try {
    if (!reveal) return { ...entry, payload: 'sealed' };
    const reception: unknown = JSON.parse(opened.value.toString('utf8'));
    return { ...entry, payload: 'sealed', reception };
  } finally {
    opened.value.fill(0);
  }
}

function withStore(command: Command, deps: QueueCommandDeps, work: (store: Store) => void): void {
  const store = orFail(command, openExistingStore(deps.paths(command.optsWithGlobals()), Date.now));
  try {
    work(store);
  } finally {
    store.database.close();
  }
}

const failedCode = 'uketsuke.failed';

function orFail<T>(command: Command, result: Result<T>): T {
  return result.ok ? result.value : fail(command, describe(result.problem));
}

function fail(command: Command, message: string): never {
  return command.error(message, { code: failedCode, exitCode: 1 });
}

function describe({ code, detail }: Problem): string {
  return detail === undefined ? code : `${code}: ${detail}`;
}

/** Commander gives wrong usage the exit code 1, which here means that the work failed. */
function throwWithExitCode(error: CommanderError): never {
  if (error.exitCode === 0 || error.code === failedCode) throw error;
  throw new CommanderError(2, error.code, error.message);
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  uketsuke ${line}`).join('\n')}\n`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
