import type { Command } from 'commander';
import { openExistingStore } from '../../outbox/openStore.ts';
import { outboxPaths, type Store } from '../../outbox/store.ts';
import type { CommandContext } from '../context.ts';
import { orFail } from '../exit.ts';

/**
 * Opens the queue beside a running kiosk, works on it, closes it whatever happens. Fit for what reads, and for what
 * changes deliveries in single transactions, which a running kiosk takes up by itself. What seals or touches keys
 * belongs under `alone` as well.
 */
export async function withStore(
  command: Command,
  context: CommandContext,
  work: (store: Store) => void | Promise<void>,
): Promise<void> {
  const paths = outboxPaths(context.dataFolder(), context.credentialsFolder);
  const store = orFail(command, openExistingStore(paths, context.now));
  try {
    await work(store);
  } finally {
    store.database.close();
  }
}
