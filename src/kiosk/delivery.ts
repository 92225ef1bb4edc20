import type { Logger } from 'pino';
import type { KioskConfig } from '../config/schema.ts';
import type { EligibilityGateway } from '../eligibility/gateway.ts';
import { day, hour, second } from '../kernel/durations.ts';
import { startDelivery } from '../outbox/delivery.ts';
import { deliveryLog } from '../outbox/deliveryLog.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Sink } from '../outbox/sinks/sink.ts';
import { reconciliationLog } from '../reconciliation/events.ts';
import { noticingAnswers } from '../reconciliation/noticing.ts';
import { startReconciler } from '../reconciliation/reconciler.ts';
import type { VisitSettings } from '../visit/settings.ts';
import type { Records } from './records.ts';

export interface DeliveryParts {
  readonly outbox: Outbox;
  readonly sinks: readonly Sink[];
  readonly gateway: EligibilityGateway;
  readonly config: KioskConfig;
  readonly settings: VisitSettings;
  readonly records: Records;
  readonly log: Logger;
}

/** What goes on behind the visits: receptions on their way to the clinic, and provisional ones being completed. */
export interface Deliveries {
  /** The gateway for visits: each of its answers tells the reconciliation that the line is there. */
  readonly gateway: EligibilityGateway;
  stop(): Promise<void>;
}

/** Starts both loops. What they do is logged and goes into the trail. */
export function startDeliveries({ outbox, sinks, gateway, config, settings, records, log }: DeliveryParts): Deliveries {
  const { longestPauseSeconds, retentionHours, unreconciledDays, historyDays, refusalsBeforeParking } = config.outbox;
  const delivered = deliveryLog(log);
  const delivery = startDelivery({
    outbox,
    sinks,
    onEvent(event) {
      delivered(event);
      records.delivered(event);
    },
    delays: {
      outageCapMs: longestPauseSeconds * second,
      retentionMs: retentionHours * hour,
      unreconciledMs: unreconciledDays * day,
      historyMs: historyDays * day,
    },
    refusalLimit: refusalsBeforeParking,
  });
  const completed = reconciliationLog(log);
  const reconciler = startReconciler({
    outbox,
    gateway,
    ...(settings.nameVariants ? { variants: settings.nameVariants } : {}),
    onEvent(event) {
      completed(event);
      records.reconciled(event);
    },
  });
  return {
    gateway: noticingAnswers(gateway, () => reconciler.hurry()),
    async stop() {
      await reconciler.stop();
      await delivery.stop();
    },
  };
}
