import type { EligibilityGateway } from '../eligibility/gateway.ts';
import { day, hour, second } from '../kernel/durations.ts';
import { type Delivery, startDelivery } from '../outbox/delivery.ts';
import type { DeliveryEvent } from '../outbox/deliveryEvent.ts';
import { deliveryLog } from '../outbox/deliveryLog.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { SinkName } from '../outbox/sinks/sinkNames.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';
import type { SaidSameOf } from '../reception/link/saidSame.ts';
import { reconciliationLog } from '../reconciliation/events.ts';
import { noticingAnswers } from '../reconciliation/noticing.ts';
import { type Reconciler, startReconciler } from '../reconciliation/reconciler.ts';
import type { Alerts } from './alerts.ts';
import type { LastSeen } from './diagnosis/lastSeen.ts';
import type { KioskSetting } from './options.ts';
import { Persisting } from './persisting.ts';
import type { Records } from './records.ts';
import type { Staff } from './staff.ts';

/** What goes on behind the visits: receptions on their way to the clinic, and provisional ones being completed. */
export interface Deliveries {
  /** The gateway for visits: each of its answers tells the reconciliation that the line is there. */
  readonly gateway: EligibilityGateway;
  /** Starts both loops: from here on things go out, and what was delivered is wiped in time. */
  begin(): void;
  close(): Promise<void>;
}

/** Both loops, not running yet. What they do is logged and goes into the trail. */
export function prepareDeliveries(
  setting: KioskSetting,
  { records, staff }: { readonly records: Records; readonly staff: Staff },
  gateway: EligibilityGateway,
  lastSeen: LastSeen,
): Deliveries {
  let reconciler: Reconciler | undefined;
  let delivery: Delivery | undefined;
  return {
    gateway: noticingAnswers(gateway, () => reconciler?.hurry()),
    begin() {
      if (!records.queue) return;
      delivery = deliver(setting, records, records.queue, lastSeen);
      reconciler = reconcile(setting, records, staff.saidSame.find, gateway);
    },
    async close() {
      await reconciler?.stop();
      await delivery?.stop();
    },
  };
}

/** Failures in a row that are no restart of the receiver any more: from the fifth on it has been away for some 8 s. */
const restartAttempts = 5;

function deliver(
  { config, log, clock, alerts }: KioskSetting,
  { sinks, chronicle }: Records,
  outbox: Outbox,
  lastSeen: LastSeen,
): Delivery {
  const { longestPauseSeconds, retentionHours, unreconciledDays, historyDays, refusalsBeforeParking } = config.outbox;
  const logged = deliveryLog(log);
  const away = new Persisting<SinkName>(restartAttempts);
  const changed = alerts.watch(() => away.trouble());
  const forged = watchForged(alerts, outbox);
  return startDelivery({
    outbox,
    sinks,
    lived: clock.lived,
    onEvent(event) {
      logged(event);
      chronicle.delivered(event);
      lastSeen.carried(event);
      if ('problem' in event && event.problem?.code === 'U-511') forged();
      if (isHeard(event) && away.after(event.sink, troubleIn(event))) changed();
    },
    delays: {
      outageCapMs: longestPauseSeconds * second,
      retentionMs: retentionHours * hour,
      unreconciledMs: unreconciledDays * day,
      historyMs: historyDays * day,
    },
    refusalLimit: refusalsBeforeParking,
  });
}

/** An alert while deliveries are parked that somebody else wrote; returns what is to be called when one more is found. */
function watchForged(alerts: Alerts, outbox: Outbox): () => void {
  const parked = (): Problem | undefined => {
    const backlog = outbox.backlog();
    return backlog.ok ? backlog.value.alerts.find(({ code }) => code === 'U-511') : undefined;
  };
  // The queue is asked only once there is something to ask about.
  let found = parked() !== undefined;
  const changed = alerts.watch(() => (found ? parked() : undefined));
  return () => {
    found = true;
    changed();
  };
}

/** What says something about the receiver: it took or refused a reception, or took none. */
function isHeard(event: DeliveryEvent): event is Extract<DeliveryEvent, { sink: SinkName }> {
  return event.kind === 'delivered' || event.kind === 'parked' || (event.kind === 'postponed' && !!event.problem);
}

const isAway: ReadonlySet<ProblemCode> = new Set(['U-502', 'U-510', 'U-514']);

/** A reception that is refused is the desk's already, and no trouble of the receiver's. */
function troubleIn(event: DeliveryEvent): Problem | undefined {
  const { problem } = event.kind === 'postponed' ? event : {};
  return problem && isAway.has(problem.code) ? problem : undefined;
}

function reconcile(
  { settings, log }: KioskSetting,
  { outbox, chronicle }: Records,
  saidSame: SaidSameOf,
  gateway: EligibilityGateway,
): Reconciler {
  const logged = reconciliationLog(log);
  return startReconciler({
    outbox,
    gateway,
    saidSame,
    ...(settings.nameVariants ? { variants: settings.nameVariants } : {}),
    onEvent(event) {
      logged(event);
      chronicle.reconciled(event);
    },
  });
}
