import { Lifecycle } from '../kernel/lifecycle.ts';

import { type Outbox, openOutbox } from '../outbox/outbox.ts';
import type { Sink } from '../outbox/sinks/sink.ts';
import { outboxPaths } from '../outbox/store.ts';
import { ok, type Result } from '../problem/result.ts';
import { type Chronicle, openChronicle } from './chronicle.ts';
import type { KioskSetting } from './options.ts';
import { openSinks } from './sinks.ts';

const mebibyte = 1024 * 1024;

/** What must last: receptions and whom they are owed to, and what is told of the visits. */
export interface Records {
  readonly sinks: readonly Sink[];
  readonly outbox: Outbox;
  readonly chronicle: Chronicle;
  /** Begins what is done at even intervals: how old the queue is, what of the trail has had its time. */
  begin(): void;
  close(): Promise<void>;
}

/**
 * Opens the sinks, the queue and the chronicle. Nothing goes out yet. Errors: U-702 a sink's secret is missing, or no
 * sink is enabled; U-501, U-504 the queue; those of {@link openChronicle}.
 */
export async function openRecords(setting: KioskSetting): Promise<Result<Records>> {
  const { config, surroundings, configFolder, dataFolder, credentialsFolder, log } = setting;
  const open = new Lifecycle(log);
  const { simulatedClinic, simulatorUrl } = surroundings;
  const sinks = openSinks({ config, folder: configFolder, log, simulatedClinic });
  if (!sinks.ok) return open.closing(sinks);
  open.opened('sinks', () => sinks.value.close());

  const outbox = openOutbox({
    ...outboxPaths(dataFolder, credentialsFolder),
    sinks: sinks.value.sinks.map(({ name }) => name),
    beforeCommit: () => surroundings.beforeCommit?.(),
    minFreeBytes: config.outbox.minFreeMiB * mebibyte,
  });
  if (!outbox.ok) return open.closing(outbox);
  open.opened('outbox', () => outbox.value.close());

  const start = { mode: config.kiosk.mode, simulator: simulatorUrl !== undefined } as const;
  const chronicle = openChronicle({ ...setting, start });
  if (!chronicle.ok) return open.closing(chronicle);
  open.opened('chronicle', () => chronicle.value.close());

  return ok({
    sinks: sinks.value.sinks,
    outbox: outbox.value,
    chronicle: chronicle.value,
    begin: () =>
      chronicle.value.keep(() => {
        const queue = outbox.value.backlog();
        return queue.ok ? queue.value.oldestAt : undefined;
      }),
    close: () => open.close(),
  });
}
