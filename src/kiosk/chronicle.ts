import type { Logger } from 'pino';
import type { InspectionEvent } from 'xstate';
import type { AuditEvent } from '../audit/catalogue.ts';
import { closedTrail } from '../audit/closedTrail.ts';
import { configChange } from '../audit/configChange.ts';
import { type AuditTrail, openAuditTrail } from '../audit/trail.ts';
import { auditPaths } from '../audit/trailStore.ts';
import { witnessIn } from '../audit/witness.ts';
import { auditedDelivery, auditedReconciliation } from '../chronicle/auditedDeliveries.ts';
import { auditedIn } from '../chronicle/auditedSteps.ts';
import { doubtedChipIn } from '../chronicle/doubtedChip.ts';
import { everyStep } from '../chronicle/visitStep.ts';
import { VisitSummaries } from '../chronicle/visitSummaries.ts';
import type { KioskConfig } from '../config/schema.ts';
import { day, minute } from '../kernel/durations.ts';
import type { DeliveryEvent } from '../outbox/deliveryEvent.ts';
import { catalogue } from '../problem/catalogue.ts';
import { failed, type Problem, type Result } from '../problem/result.ts';
import type { ReconciliationEvent } from '../reconciliation/events.ts';
import { closedStatistics } from '../statistics/closedStatistics.ts';
import { statisticsFolder } from '../statistics/database.ts';
import { openStatistics, type Statistics } from '../statistics/statistics.ts';
import type { VisitSummary } from '../statistics/visitSummary.ts';
import type { Notes } from '../storage/notes.ts';
import { WaitingWrites } from '../storage/waitingWrites.ts';
import type { VisitSettings } from '../visit/settings.ts';
import type { Alerts } from './alerts.ts';

/** Often enough to see a jam within the hour, seldom enough to cost nothing. */
const queueSampleMs = 5 * minute;

export interface ChronicleOptions {
  readonly dataFolder: string;
  readonly credentialsFolder: string | undefined;
  readonly settings: VisitSettings;
  /** What of it is not as it was at the last start goes into the trail, by name. */
  readonly config: KioskConfig;
  /** As what this start goes into the trail. */
  readonly start: { readonly mode: 'trial' | 'production'; readonly simulator: boolean };
  /** Whether the configuration names issuers of cards: where it names none, none can vouch for any chip. */
  readonly knowsIssuers: boolean;
  /** Of the queue: where the trail's newest anchor is kept outside its folder. */
  readonly queueNotes: Notes;
  readonly log: Logger;
  readonly alerts: Alerts;
  /** Why nothing may be opened at all, where that is so. */
  readonly hurt?: Problem | undefined;
  readonly now: () => number;
}

/** What the kiosk tells about itself: who did what (audit trail), and how often (figures). Nothing of it is a person. */
export interface Chronicle {
  readonly audit: Omit<AuditTrail, 'publicKey'>;
  readonly statistics: Statistics;
  /** Follows the statechart through its inspection point. */
  readonly follow: (inspected: InspectionEvent) => void;
  /** Calls `listener` after each visit, for whoever else counts them. */
  onVisit(listener: (summary: VisitSummary) => void): void;
  delivered(event: DeliveryEvent): void;
  reconciled(event: ReconciliationEvent): void;
  /** Begins what is done at even intervals. @param oldestAt when the oldest reception still waiting was recorded */
  keep(oldestAt: () => number | undefined): void;
  /** Why nothing may be done that must be on record, where the trail cannot be opened. */
  readonly trouble: Problem | undefined;
  close(): Promise<void>;
}

/**
 * Opens both. A record that cannot be written stops nobody at the kiosk: it is logged, and staff see it. What cannot be
 * opened at all is stood in for: a trail (U-504 its key is gone, U-507) is the {@link Chronicle.trouble} that keeps the
 * kiosk out of service, figures (U-509) are only said.
 */
export function openChronicle(options: ChronicleOptions): Chronicle {
  const { dataFolder, credentialsFolder, settings, config, start, knowsIssuers, queueNotes, log, alerts, hurt, now } =
    options;
  const complain = (problem: Problem): void => {
    const { code, detail } = problem;
    log.error({ code, detail }, catalogue[code].meaning);
    alerts.raise(problem);
  };
  const counters = hurt
    ? failed(hurt.code, hurt.detail)
    : openStatistics({ folder: statisticsFolder(dataFolder), now });
  const statistics = counters.ok ? counters.value : closedStatistics(counters.problem);
  const trail = hurt
    ? failed(hurt.code, hurt.detail)
    : openAuditTrail({
        ...auditPaths(dataFolder, credentialsFolder),
        now,
        witnesses: [witnessIn('queue', queueNotes), witnessIn('statistics', statistics.notes)],
        onProblem: complain,
      });
  const audit = trail.ok ? trail.value : closedTrail(trail.problem);
  for (const alert of [...audit.alerts, ...statistics.alerts]) {
    complain(alert);
    alerts.watch(() => alert);
  }
  if (!counters.ok) {
    const { problem } = counters;
    complain(problem);
    alerts.watch(() => problem);
  }

  const waiting = { onFailed: complain, onHeldLong: complain };
  const told = new WaitingWrites<Told>({ ...waiting, write: ({ events, at }) => audit.tell(events, at) });
  const counted = new WaitingWrites<() => Result<void>>({ ...waiting, write: (count) => count() });
  const record = (events: readonly AuditEvent[]): void => {
    if (events.length > 0) told.put({ events, at: now() });
  };
  const configured = configChange(config, queueNotes);
  record([{ type: 'kiosk.started', ...start }, ...configured.events]);
  configured.remember();
  const summaries = new VisitSummaries(settings, now);
  const listeners: ((summary: VisitSummary) => void)[] = [];
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, work: () => void): void => {
    timers.push(setInterval(work, ms).unref());
  };

  return {
    audit: inOrder(audit, told),
    statistics,
    trouble: trail.ok ? undefined : trail.problem,
    follow: everyStep((step) => {
      const subjectOf = (serial: string) => audit.subjectOf(serial);
      const doubt = doubtedChipIn(step, subjectOf, knowsIssuers);
      record([...(doubt ? [doubt.event] : []), ...auditedIn(step, subjectOf)]);
      if (doubt) complain({ code: doubt.problem });
      const summary = summaries.after(step);
      if (!summary) return;
      counted.put(() => statistics.add(summary));
      for (const listener of listeners) listener(summary);
    }),
    onVisit: (listener) => {
      listeners.push(listener);
    },
    delivered: (event) => record(auditedDelivery(event)),
    reconciled: (event) => record(auditedReconciliation(event)),
    keep(oldestAt) {
      every(queueSampleMs, () => {
        const sample = { oldestAt: oldestAt() };
        counted.put(() => statistics.queueAge(sample));
      });
      every(day, () => {
        void audit.expire().then((expired) => {
          if (!expired.ok) complain(expired.problem);
        });
      });
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      record([{ type: 'kiosk.stopped', why: 'asked' }]);
      told.close();
      counted.close();
      // The trail's last anchor is kept in the statistics too.
      audit.close();
      await statistics.close();
    },
  };
}

/** What is to be written into the trail, and when it happened. */
interface Told {
  readonly events: readonly AuditEvent[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The trail for who may do nothing unrecorded: what was told before goes before. */
function inOrder(audit: Chronicle['audit'], told: WaitingWrites<Told>): Chronicle['audit'] {
  const after = (write: () => Result<void>): Result<void> => {
    const flushed = told.flush();
    return flushed.ok ? write() : flushed;
  };
  return {
    append: (event) => after(() => audit.append(event)),
    tell: (events, happenedAt) => after(() => audit.tell(events, happenedAt)),
    free: () => after(() => audit.free()),
    appendAll: (events, happenedAt) => after(() => audit.appendAll(events, happenedAt)),
    anchor: () => audit.anchor(),
    subjectOf: (serial) => audit.subjectOf(serial),
    expire: () => audit.expire(),
    alerts: audit.alerts,
    checkNumber: () => audit.checkNumber(),
    newest: (filter, limit) => audit.newest(filter, limit),
    close: () => audit.close(),
  };
}
