import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { rotateKey } from '../../outbox/rotation.ts';
import { queueStatistics } from '../../outbox/statistics.ts';
import { exportQueue, importQueue, type TransferLock } from '../../outbox/transfer.ts';
import { alone } from '../alone.ts';
import type { CommandContext } from '../context.ts';
import { fail, orFail } from '../exit.ts';
import { onRecord } from '../onRecord.ts';
import { examples, json } from '../words.ts';
import { statisticsLines } from './text.ts';
import { withStore } from './withStore.ts';

interface LockOptions {
  readonly passphrase?: string;
  readonly passphraseFile?: string;
  readonly keyFile?: string;
  readonly json?: true;
}

/** `queue stats` */
export function addStats(queue: Command, context: CommandContext): void {
  queue
    .command('stats')
    .description('the queue at a glance: by sink and state, room, keys, damage')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('queue stats', 'queue stats --json'))
    .action((options: { json?: true }, command: Command) =>
      withStore(command, context, (store) => {
        const statistics = orFail(command, queueStatistics(store));
        context.print(options.json ? json(statistics) : statisticsLines(statistics));
      }),
    );
}

/** `queue export` */
export function addExport(queue: Command, context: CommandContext): void {
  withLock(queue.command('export'))
    .description('what is not delivered yet into a sealed file, for another machine; the queue stays as it is')
    .argument('<file>', 'a new file')
    .addHelpText('after', examples('queue export /media/usb/queue.sealed --passphrase-file /run/passphrase'))
    .action((file: string, options: LockOptions, command: Command) =>
      withStore(command, context, (store) => {
        const lock = lockOf(command, options);
        onRecord(command, context, 'queue export');
        const exported = orFail(command, exportQueue(store, file, lock, progressOf(context, 'exported')));
        context.print(options.json ? json({ exported }) : `${exported} exported to ${file}\n`);
      }),
    );
}

/** `queue import` */
export function addImport(queue: Command, context: CommandContext): void {
  withLock(queue.command('import'))
    .description(
      'takes an exported file into this queue, while the kiosk is stopped; what it knows already is left out',
    )
    .argument('<file>', 'the exported file')
    .addHelpText('after', examples('queue import /media/usb/queue.sealed --passphrase-file /run/passphrase'))
    .action((file: string, options: LockOptions, command: Command) =>
      alone(command, context, () =>
        withStore(command, context, async (store) => {
          const lock = lockOf(command, options);
          onRecord(command, context, 'queue import');
          const done = orFail(command, await importQueue(store, file, lock, progressOf(context, 'imported')));
          context.print(options.json ? json(done) : `${done.imported} imported, ${done.known} known already\n`);
        }),
      ),
    );
}

/** `queue rotate-key` */
export function addRotateKey(queue: Command, context: CommandContext): void {
  queue
    .command('rotate-key')
    .description('makes a new key and seals everything with it, while the kiosk is stopped')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('queue rotate-key'))
    .action((options: { json?: true }, command: Command) =>
      alone(command, context, () =>
        withStore(command, context, (store) => {
          onRecord(command, context, 'queue rotate-key');
          const done = orFail(command, rotateKey(store, progressOf(context, 'resealed')));
          context.print(
            options.json
              ? json(done)
              : `key ${done.keyId} is current, ${done.resealed} resealed, ${done.unreadable} unreadable\n`,
          );
        }),
      ),
    );
}

function withLock(command: Command): Command {
  return command
    .addOption(new Option('--passphrase-file <file>', 'file whose first line is the passphrase').conflicts('keyFile'))
    .option('--passphrase <text>', 'the passphrase itself; whoever lists processes sees it')
    .option('--key-file <file>', 'file with 64 hex digits instead of a passphrase')
    .option('--json', 'as JSON');
}

const shortest = 12;

function lockOf(command: Command, { passphrase, passphraseFile, keyFile }: LockOptions): TransferLock {
  if ([passphrase, passphraseFile, keyFile].filter((each) => each !== undefined).length !== 1) {
    return command.error('error: name one of --passphrase-file, --passphrase, --key-file');
  }
  if (keyFile !== undefined) {
    const hex = firstLine(command, keyFile);
    if (!/^[0-9a-f]{64}$/.test(hex)) return fail(command, `${keyFile}: not 64 hex digits`);
    return { kind: 'key', bytes: Buffer.from(hex, 'hex') };
  }
  const text = passphrase ?? firstLine(command, passphraseFile ?? '');
  if (text.length < shortest) return fail(command, `a passphrase has at least ${shortest} characters`);
  return { kind: 'passphrase', text };
}

function firstLine(command: Command, file: string): string {
  try {
    return (readFileSync(file, 'utf8').split('\n')[0] ?? '').trim();
  } catch (error) {
    return fail(command, error instanceof Error ? error.message : String(error));
  }
}

/** Tells how far long work is, not more often than each thousand. */
function progressOf({ complain }: CommandContext, what: string): (done: number, total: number) => void {
  return (done, total) => {
    if (total > 1_000 && (done % 1_000 === 0 || done === total)) complain(`${what}: ${done} of ${total}\n`);
  };
}
