import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type DeliveryState,
  deliveryStates,
  findEntries,
  listEntries,
  offerAgain,
  park,
  type QueueEntry,
  readPayload,
  retryNow,
} from '../../outbox/inspection.ts';
import type { Store } from '../../outbox/store.ts';
import { markReconciled } from '../../outbox/unreconciled.ts';
import {
  examples,
  fail,
  json,
  orFail,
  positiveInteger,
  type QueueCommandDeps,
  throwWithExitCode,
  withStore,
} from './support.ts';
import { entriesTable, entryLines } from './text.ts';
import { addExport, addImport, addRotateKey, addStats } from './transfer.ts';

/**
 * `queue list|show|retry|park|reconciled|stats|export|import|rotate-key`. Works beside a running kiosk: both sides only hold the database for single transactions.
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
  addPark(queue, deps);
  addReconciled(queue, deps);
  addStats(queue, deps);
  addExport(queue, deps);
  addImport(queue, deps);
  addRotateKey(queue, deps);
  return queue;
}

function addList(queue: Command, deps: QueueCommandDeps): void {
  queue
    .command('list')
    .description('receptions in the queue, newest first, and the state of each delivery')
    .option('--json', 'as JSON')
    .option('--unreconciled', 'only provisional ones that nobody has completed')
    .addOption(new Option('--state <state>', 'only those with a delivery in this state').choices(deliveryStates))
    .option('--limit <n>', 'at most this many', positiveInteger, 100)
    .addHelpText('after', examples('queue list', 'queue list --state parked', 'queue list --json --limit 1000'))
    .action((options: { json?: true; unreconciled?: true; state?: DeliveryState; limit: number }, command: Command) => {
      return withStore(command, deps, (store) => {
        const entries = orFail(command, listEntries(store, options.limit, options));
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
      return withStore(command, deps, (store) => {
        const known = orFail(command, findEntries(store, id));
        if (known.length === 0) fail(command, `the queue holds no reception ${id}`);
        const entries = known.map((entry) => withPayload(store, entry, options.reveal ?? false));
        deps.print(options.json ? json(entries) : entries.map(entryLines).join('\n'));
        const damaged = entries.find(({ payload }) => payload === 'damaged');
        if (damaged) fail(command, `U-504: version ${damaged.version} cannot be opened with this key`);
      });
    });
}

interface RetryOptions {
  readonly allParked?: true;
  readonly deliveredSince?: number;
  readonly json?: true;
}

function addRetry(queue: Command, deps: QueueCommandDeps): void {
  queue
    .command('retry')
    .description('makes deliveries due now; a running kiosk takes them up within seconds')
    .argument('[id]', 'the reception')
    .option('--all-parked', 'everything that is parked')
    .option('--delivered-since <time>', 'what was delivered since then and lost by the receiver (ISO 8601)', isoTime)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples(
        'queue retry 01980f3c-…',
        'queue retry --all-parked',
        'queue retry --delivered-since 2026-04-01T09:00+09:00',
      ),
    )
    .action((id: string | undefined, options: RetryOptions, command: Command) => {
      const { allParked, deliveredSince } = options;
      if ([id, allParked, deliveredSince].filter((each) => each !== undefined).length !== 1) {
        command.error('error: name one reception, or --all-parked, or --delivered-since');
      }
      return withStore(command, deps, (store) => {
        const again = deliveredSince === undefined ? retryNow(store, id) : offerAgain(store, deliveredSince);
        const retried = orFail(command, again);
        if (retried === 0 && id !== undefined) fail(command, `nothing of ${id} is waiting or parked`);
        deps.print(
          options.json ? json({ retried }) : `${retried} ${retried === 1 ? 'delivery is' : 'deliveries are'} due now\n`,
        );
      });
    });
}

function addPark(queue: Command, deps: QueueCommandDeps): void {
  queue
    .command('park')
    .description('holds a reception back until somebody retries it')
    .argument('<id>', 'the reception')
    .option('--reason <text>', 'why; no word about the patient', 'by hand')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('queue park 01980f3c-… --reason "wrong department"'))
    .action((id: string, options: { reason: string; json?: true }, command: Command) =>
      withStore(command, deps, (store) => {
        const parked = orFail(command, park(store, id, options.reason));
        if (parked === 0) fail(command, `nothing of ${id} is waiting`);
        deps.print(options.json ? json({ parked }) : `${parked} parked\n`);
      }),
    );
}

function addReconciled(queue: Command, deps: QueueCommandDeps): void {
  queue
    .command('reconciled')
    .description(
      'the insurance of a provisional reception was checked by hand: the kiosk need not complete it any more',
    )
    .argument('<id>', 'the reception')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('queue list --unreconciled', 'queue reconciled 01980f3c-…'))
    .action((id: string, options: { json?: true }, command: Command) =>
      withStore(command, deps, (store) => {
        const reconciled = orFail(command, markReconciled(store, id));
        if (reconciled === 0) fail(command, `${id} does not wait for a later version`);
        deps.print(options.json ? json({ reconciled }) : `${id} is no longer waited for\n`);
      }),
    );
}

function isoTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('must be a time like 2026-04-01T09:00+09:00');
  return time;
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
