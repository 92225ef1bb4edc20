import { Lifecycle } from '../kernel/lifecycle.ts';

import { closedOutbox } from '../outbox/closedOutbox.ts';
import { damageProblem } from '../outbox/damage.ts';
import { type Outbox, openOutbox } from '../outbox/outbox.ts';
import type { Sink } from '../outbox/sinks/sink.ts';
import { outboxPaths } from '../outbox/store.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { type Chronicle, openChronicle } from './chronicle.ts';
import type { KioskSetting } from './options.ts';
import { openSinks } from './sinks.ts';

const mebibyte = 1024 * 1024;

/** What must last: receptions and whom they are owed to, and what is told of the visits. */
export interface Records {
  readonly sinks: readonly Sink[];
  readonly outbox: Omit<Outbox, 'store'>;
  /** The same where it is open: only then does anything go out. */
  readonly queue: Outbox | undefined;
  readonly chronicle: Chronicle;
  /** Begins what is done at even intervals: how old the queue is, what of the trail has had its time. */
  begin(): void;
  close(): Promise<void>;
}

/**
 * Opens the sinks, the queue and the chronicle. Nothing goes out yet. A queue that cannot be opened (U-501, U-504) is
 * stood in for and keeps the kiosk out of service. Errors: U-702 a sink's secret is missing, or no sink is enabled.
 */
export async function openRecords(setting: KioskSetting): Promise<Result<Records>> {
  const { config, surroundings, configFolder, dataFolder, credentialsFolder, log } = setting;
  const open = new Lifecycle(log);
  const { simulatedClinic, simulatorUrl } = surroundings;
  const sinks = openSinks({ config, folder: configFolder, log, simulatedClinic });
  if (!sinks.ok) return open.closing(sinks);
  open.opened('sinks', () => sinks.value.close());

  const { hurt } = setting;
  const queue = hurt
    ? failed(hurt.code, hurt.detail)
    : openOutbox({
        ...outboxPaths(dataFolder, credentialsFolder),
        sinks: sinks.value.sinks.map(({ name }) => name),
        now: setting.now,
        beforeCommit: () => surroundings.beforeCommit?.(),
        minFreeBytes: config.outbox.minFreeMiB * mebibyte,
      });
  if (!queue.ok) log.error({ ...queue.problem }, 'the queue cannot be opened');
  const outbox = queue.ok ? queue.value : closedOutbox(queue.problem);
  open.opened('outbox', () => outbox.close());
  if (queue.ok) for (const damage of queue.value.store.damage) setting.alerts.watch(() => damageProblem(damage));

  const start = { mode: config.kiosk.mode, simulator: simulatorUrl !== undefined } as const;
  const chronicle = openChronicle({
    ...setting,
    start,
    knowsIssuers: surroundings.faceIssuers.length > 0,
    queueNotes: outbox.notes,
  });
  open.opened('chronicle', () => chronicle.close());

  return ok({
    sinks: sinks.value.sinks,
    outbox,
    queue: queue.ok ? queue.value : undefined,
    chronicle,
    begin: () =>
      chronicle.keep(() => {
        const backlog = outbox.backlog();
        return backlog.ok ? backlog.value.oldestAt : undefined;
      }),
    close: () => open.close(),
  });
}
