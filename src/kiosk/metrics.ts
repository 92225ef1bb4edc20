import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FiringAlert } from '../diagnostics/alerts/alerting.ts';
import type { SelfTestResult } from '../diagnostics/selfTest.ts';
import { second } from '../kernel/durations.ts';
import type { Stall } from '../kernel/loopWatch.ts';
import type { Backlog } from '../outbox/outbox.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Result } from '../problem/result.ts';
import type { VisitSummary } from '../statistics/visitSummary.ts';
import { figuresOfService, gaugeIn } from './figuresOfService.ts';

export interface MetricsParts {
  readonly backlog: () => Result<Backlog>;
  /** What staff must know although no visit shows it. */
  readonly alerts: () => readonly ProblemCode[];
  /** Which rules fire that clinic IT is told of. */
  readonly firing: () => readonly FiringAlert[];
  /** What came of the last self-test; undefined where there was none yet. */
  readonly selfTest: () => SelfTestResult | undefined;
  /** Why the kiosk is out of service; null while it serves. */
  readonly outage: () => ProblemCode | null;
  /** How long ago the patient's browser last painted a frame, milliseconds; undefined before the first. */
  readonly sincePaintedMs: () => number | undefined;
  readonly now: () => number;
}

/** The figures of this process for Prometheus. No label of any of them says anything about a person. */
export interface Metrics {
  readonly registry: Registry;
  visited(summary: VisitSummary): void;
  /** Somebody has practised (体験). */
  practised(): void;
  /** The event loop stood still for longer than it may. */
  stalled(stall: Stall): void;
}

/** No wait of the main thread is longer than this; milliseconds. */
export const longestAllowedWaitMs = 50;

export function createMetrics({
  backlog,
  alerts,
  firing,
  selfTest,
  outage,
  sincePaintedMs,
  now,
}: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const visits = new Counter({
    name: 'uketsuke_visits_total',
    help: 'Visits that ended, by outcome and by how identity was proven.',
    labelNames: ['outcome', 'method'],
    registers,
  });
  const problems = new Counter({
    name: 'uketsuke_visit_problems_total',
    help: 'Visits that ended with a number on the screen.',
    labelNames: ['code'],
    registers,
  });
  const seconds = new Histogram({
    name: 'uketsuke_visit_step_seconds',
    help: 'How long each step of a visit took, the patient included.',
    labelNames: ['step'],
    buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number): void => gaugeIn(registry, name, help, value);
  const ofQueue = (value: (queue: Backlog) => number) => (): number => {
    const queue = backlog();
    return queue.ok ? value(queue.value) : Number.NaN;
  };
  new Gauge({
    name: 'uketsuke_alerts',
    help: '1 for each number that staff are told of at the desk.',
    labelNames: ['code'],
    registers,
    collect() {
      this.reset();
      for (const code of alerts()) this.set({ code }, 1);
    },
  });
  new Gauge({
    name: 'uketsuke_selftest_findings',
    help: '1 for each thing that the last self-test found.',
    labelNames: ['id', 'number', 'severity'],
    registers,
    collect() {
      this.reset();
      for (const { id, number, severity } of selfTest()?.report.findings ?? []) this.set({ id, number, severity }, 1);
    },
  });
  new Gauge({
    name: 'uketsuke_alert_rules',
    help: '1 for each rule that fires: what clinic IT is told of.',
    labelNames: ['rule', 'severity'],
    registers,
    collect() {
      this.reset();
      for (const { rule } of firing()) this.set({ rule: rule.id, severity: rule.severity }, 1);
    },
  });
  gauge('uketsuke_selftest_ok', '1 where the last self-test found nothing; NaN before the first.', () => {
    const last = selfTest();
    return last ? Number(last.report.ok) : Number.NaN;
  });
  gauge('uketsuke_selftest_timestamp_seconds', 'When the last self-test ended; NaN before the first.', () => {
    const last = selfTest();
    return last ? last.at / second : Number.NaN;
  });
  figuresOfService(registry, { isInService: () => outage() === null, sincePaintedMs });
  gauge('uketsuke_queue_readable', '1 while the queue can be read; else its other figures are NaN.', () =>
    Number(backlog().ok),
  );
  gauge(
    'uketsuke_queue_waiting',
    'Deliveries that go out by themselves.',
    ofQueue(({ waiting }) => waiting),
  );
  gauge(
    'uketsuke_queue_parked',
    'Deliveries that wait for a person.',
    ofQueue(({ parked }) => parked),
  );
  gauge(
    'uketsuke_queue_unreconciled',
    'Provisional receptions.',
    ofQueue(({ unreconciled }) => unreconciled),
  );
  gauge(
    'uketsuke_queue_oldest_seconds',
    'Age of the oldest reception that is not delivered.',
    ofQueue(({ oldestAt }) => (oldestAt === undefined ? 0 : (now() - oldestAt) / second)),
  );

  const practices = new Counter({
    name: 'uketsuke_practices_total',
    help: 'How often somebody practised to the end (体験); none of them is a visit.',
    registers,
  });
  const stalls = new Counter({
    name: 'uketsuke_event_loop_stalls_total',
    help: 'How often the event loop stood still for more than 50 ms, computing or waiting.',
    registers,
  });
  let longestWaitMs = 0;
  gauge(
    'uketsuke_event_loop_longest_wait_seconds',
    'The longest the main thread has waited for a disk or a lock while it served; 0 where never more than 50 ms.',
    () => longestWaitMs / second,
  );

  return {
    registry,
    practised: () => practices.inc(),
    stalled({ waitedMs }) {
      stalls.inc();
      if (waitedMs >= longestAllowedWaitMs) longestWaitMs = Math.max(longestWaitMs, waitedMs);
    },
    visited({ outcome, method, problem, secondsByStep }) {
      visits.inc({ outcome, method: method ?? 'none' });
      if (problem) problems.inc({ code: problem });
      for (const [step, spent] of Object.entries(secondsByStep)) seconds.observe({ step }, spent);
    },
  };
}
