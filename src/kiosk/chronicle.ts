import type { Logger } from 'pino';
import type { InspectionEvent } from 'xstate';
import type { AuditEvent } from '../audit/catalogue.ts';
import { type AuditTrail, openAuditTrail } from '../audit/trail.ts';
import { auditPaths } from '../audit/trailStore.ts';
import { auditedDelivery, auditedReconciliation } from '../chronicle/auditedDeliveries.ts';
import { auditedIn } from '../chronicle/auditedSteps.ts';
import { everyStep } from '../chronicle/visitStep.ts';
import { VisitSummaries } from '../chronicle/visitSummaries.ts';
import { day, minute } from '../kernel/durations.ts';
import type { DeliveryEvent } from '../outbox/deliveryEvent.ts';
import { catalogue } from '../problem/catalogue.ts';
import { ok, type Problem, type Result } from '../problem/result.ts';
import type { ReconciliationEvent } from '../reconciliation/events.ts';
import { statisticsFolder } from '../statistics/database.ts';
import { openStatistics, type Statistics } from '../statistics/statistics.ts';
import type { VisitSummary } from '../statistics/visitSummary.ts';
import type { VisitSettings } from '../visit/settings.ts';

/** Whose days the clinic's figures are counted by. */
const timeZone = 'Asia/Tokyo';

/** Often enough to see a jam within the hour, seldom enough to cost nothing. */
const queueSampleMs = 5 * minute;

export interface ChronicleOptions {
  readonly dataFolder: string;
  readonly credentialsFolder: string | undefined;
  readonly settings: VisitSettings;
  /** As what this start goes into the trail. */
  readonly start: { readonly mode: 'trial' | 'production'; readonly simulator: boolean };
  readonly log: Logger;
  readonly now: () => number;
}

/** What the kiosk tells about itself: who did what (audit trail), and how often (figures). Nothing of it is a person. */
export interface Chronicle {
  readonly audit: AuditTrail;
  readonly statistics: Statistics;
  /** Follows the statechart through its inspection point. */
  readonly follow: (inspected: InspectionEvent) => void;
  /** Calls `listener` after each visit, for whoever else counts them. */
  onVisit(listener: (summary: VisitSummary) => void): void;
  delivered(event: DeliveryEvent): void;
  reconciled(event: ReconciliationEvent): void;
  /** Begins what is done at even intervals. @param oldestAt when the oldest reception still waiting was recorded */
  keep(oldestAt: () => number | undefined): void;
  close(): void;
}

/**
 * Opens both. A record that cannot be written stops nobody at the kiosk: it is logged, and staff see it. Errors: U-504
 * the trail's key is gone; U-507 the trail; U-509 the figures.
 */
export function openChronicle(options: ChronicleOptions): Result<Chronicle> {
  const { dataFolder, credentialsFolder, settings, start, log, now } = options;
  const complain = ({ code, detail }: Problem): void => log.error({ code, detail }, catalogue[code].meaning);
  const audit = openAuditTrail({ ...auditPaths(dataFolder, credentialsFolder), now, onProblem: complain });
  if (!audit.ok) return audit;
  const statistics = openStatistics({ folder: statisticsFolder(dataFolder), timeZone, now });
  if (!statistics.ok) {
    audit.value.close();
    return statistics;
  }
  for (const alert of [...audit.value.alerts, ...statistics.value.alerts]) complain(alert);

  const note = <T>(result: Result<T>): void => {
    if (!result.ok) complain(result.problem);
  };
  const record = (events: readonly AuditEvent[]): void => {
    if (events.length > 0) note(audit.value.appendAll(events));
  };
  record([{ type: 'kiosk.started', ...start }]);
  const summaries = new VisitSummaries(settings, now);
  const listeners: ((summary: VisitSummary) => void)[] = [];
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, work: () => void): void => {
    timers.push(setInterval(work, ms).unref());
  };

  return ok({
    audit: audit.value,
    statistics: statistics.value,
    follow: everyStep((step) => {
      record(auditedIn(step, (serial) => audit.value.subjectOf(serial)));
      const summary = summaries.after(step);
      if (!summary) return;
      note(statistics.value.add(summary));
      for (const listener of listeners) listener(summary);
    }),
    onVisit: (listener) => {
      listeners.push(listener);
    },
    delivered: (event) => record(auditedDelivery(event)),
    reconciled: (event) => record(auditedReconciliation(event)),
    keep(oldestAt) {
      every(queueSampleMs, () => note(statistics.value.queueAge({ oldestAt: oldestAt() })));
      every(day, () => note(audit.value.expire()));
    },
    close() {
      for (const timer of timers) clearInterval(timer);
      record([{ type: 'kiosk.stopped', why: 'asked' }]);
      statistics.value.close();
      audit.value.close();
    },
  });
}
