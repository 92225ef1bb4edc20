import { Command, Option } from 'commander';
import {
  type DeliveryState,
  deliveryStates,
  findEntries,
  listEntries,
  offerAgain,
  park,
  retryNow,
} from '../../outbox/inspection.ts';
import { markReconciled } from '../../outbox/unreconciled.ts';
import type { CommandContext } from '../context.ts';
import { fail, orFail } from '../exit.ts';
import { onRecord } from '../onRecord.ts';
import { examples, json, momentOf, positiveInteger } from '../words.ts';
import { withPayload } from './shownEntry.ts';
import { entriesTable, entryLines } from './text.ts';
import { addExport, addImport, addRotateKey, addStats } from './transfer.ts';
import { withStore } from './withStore.ts';

/**
 * `queue list|show|retry|park|reconciled|stats|export|import|rotate-key`. Works beside a running kiosk: both sides only
 * hold the database for single transactions.
 */
export function queueCommand(context: CommandContext): Command {
  const queue = new Command('queue');
  addList(queue, context);
  addShow(queue, context);
  addRetry(queue, context);
  addPark(queue, context);
  addReconciled(queue, context);
  addStats(queue, context);
  addExport(queue, context);
  addImport(queue, context);
  addRotateKey(queue, context);
  return queue;
}

function addList(queue: Command, context: CommandContext): void {
  queue
    .command('list')
    .description('receptions in the queue, newest first, and the state of each delivery')
    .option('--json', 'as JSON')
    .option('--unreconciled', 'only provisional ones that nobody has completed')
    .addOption(new Option('--state <state>', 'only those with a delivery in this state').choices(deliveryStates))
    .option('--limit <n>', 'at most this many', positiveInteger, 100)
    .addHelpText('after', examples('queue list', 'queue list --state parked', 'queue list --json --limit 1000'))
    .action((options: { json?: true; unreconciled?: true; state?: DeliveryState; limit: number }, command: Command) => {
      return withStore(command, context, (store) => {
        const entries = orFail(command, listEntries(store, options.limit, options));
        context.print(options.json ? json(entries) : entriesTable(entries));
      });
    });
}

function addShow(queue: Command, context: CommandContext): void {
  queue
    .command('show')
    .description('one reception: each delivery, and whether its payload opens with the key')
    .argument('<id>', 'the reception')
    .option('--json', 'as JSON')
    .option('--reveal', "also print the patient's data")
    .addHelpText('after', examples('queue show 01980f3c-…', 'queue show 01980f3c-… --json --reveal'))
    .action((id: string, options: { json?: true; reveal?: true }, command: Command) => {
      return withStore(command, context, (store) => {
        const known = orFail(command, findEntries(store, id));
        if (known.length === 0) fail(command, `the queue holds no reception ${id}`);
        if (options.reveal) onRecord(command, context, 'queue show --reveal', id);
        const entries = known.map((entry) => withPayload(store, entry, options.reveal ?? false));
        context.print(options.json ? json(entries) : entries.map(entryLines).join('\n'));
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

function addRetry(queue: Command, context: CommandContext): void {
  queue
    .command('retry')
    .description('makes deliveries due now; a running kiosk takes them up within seconds')
    .argument('[id]', 'the reception')
    .option('--all-parked', 'everything that is parked')
    .option(
      '--delivered-since <time>',
      'what was delivered since then and lost by the receiver (ISO 8601; a bare day is a day in Japan)',
      (text) => momentOf(text),
    )
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
      return withStore(command, context, (store) => {
        onRecord(command, context, 'queue retry', id);
        const again = deliveredSince === undefined ? retryNow(store, id) : offerAgain(store, deliveredSince);
        const retried = orFail(command, again);
        if (retried === 0 && id !== undefined) fail(command, `nothing of ${id} is waiting or parked`);
        context.print(
          options.json ? json({ retried }) : `${retried} ${retried === 1 ? 'delivery is' : 'deliveries are'} due now\n`,
        );
      });
    });
}

function addPark(queue: Command, context: CommandContext): void {
  queue
    .command('park')
    .description('holds a reception back until somebody retries it')
    .argument('<id>', 'the reception')
    .option('--reason <text>', 'why; no word about the patient', 'by hand')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('queue park 01980f3c-… --reason "wrong department"'))
    .action((id: string, options: { reason: string; json?: true }, command: Command) =>
      withStore(command, context, (store) => {
        onRecord(command, context, 'queue park', id);
        const parked = orFail(command, park(store, id, options.reason));
        if (parked === 0) fail(command, `nothing of ${id} is waiting`);
        context.print(options.json ? json({ parked }) : `${parked} parked\n`);
      }),
    );
}

function addReconciled(queue: Command, context: CommandContext): void {
  queue
    .command('reconciled')
    .description(
      'the insurance of a provisional reception was checked by hand: the kiosk need not complete it any more',
    )
    .argument('<id>', 'the reception')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('queue list --unreconciled', 'queue reconciled 01980f3c-…'))
    .action((id: string, options: { json?: true }, command: Command) =>
      withStore(command, context, (store) => {
        onRecord(command, context, 'queue reconciled', id);
        const reconciled = orFail(command, markReconciled(store, id));
        if (reconciled === 0) fail(command, `${id} does not wait for a later version`);
        context.print(options.json ? json({ reconciled }) : `${id} is no longer waited for\n`);
      }),
    );
}
