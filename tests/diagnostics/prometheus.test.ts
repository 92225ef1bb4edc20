import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { alertRules } from '../../src/diagnostics/alerts/rules.ts';
import { kioskFigures } from '../../src/diagnostics/history/figures.ts';
import { figuresNow } from '../../src/kiosk/diagnosis/figuresNow.ts';
import { createMetrics } from '../../src/kiosk/metrics.ts';
import { ok } from '../../src/problem/result.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const file = resolve('docs/ops/prometheus-rules.yml');
const rulesFile = parse(readFileSync(file, 'utf8')) as {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
};
const rules = rulesFile.groups.flatMap((group) => group.rules);

/** The metrics of a kiosk in which everything that can be has happened once. */
function eventful() {
  const [rule] = alertRules;
  if (!rule) throw new Error('no rules');
  const finding = { id: 'reader.none', number: 'U-104', severity: 'critical', says: '', next: '' } as const;
  const metrics = createMetrics({
    backlog: () => ok({ waiting: 1, parked: 1, unreconciled: 1, oldestAt: 0, alerts: [] }),
    alerts: () => ['U-104'],
    firing: () => [{ rule, since: 0, findings: [finding] }],
    selfTest: () => ({ at: 0, mended: [], report: { ok: false, findings: [finding], checks: [], skipped: [] } }),
    outage: () => null,
    sincePaintedMs: () => 100,
    now: Date.now,
  });
  metrics.visited({
    ...{ endedAt: 0, outcome: 'done', method: 'pin', problem: 'U-101', secondsByStep: { reading: 1 } },
  } as never);
  metrics.practised();
  metrics.stalled({ waitedMs: 60 } as never);
  return metrics;
}

const exported = (): Promise<string> => eventful().registry.metrics();

/** Metrics that Prometheus itself makes. */
const ofPrometheus = new Set(['up']);
const words = new Set(['by', 'sum', 'increase', 'changes', 'time', 'and', 'rate', 'histogram_quantile', 'le']);

function metricsIn(expression: string): readonly string[] {
  const bare = expression
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/by \([^)]*\)/g, '')
    .replace(/\[\w+\]/g, '');
  return (bare.match(/[a-z_]{2,}/g) ?? []).filter((name) => !words.has(name) && !ofPrometheus.has(name));
}

test('rules and dashboard name metrics that a kiosk exports', async () => {
  const there = new Set([...(await exported()).matchAll(/^([a-z_]+)(?:\{| )/gm)].map(([, name]) => name));
  const dashboard = JSON.parse(readFileSync('docs/ops/grafana-dashboard.json', 'utf8')) as {
    readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
  };
  const shown = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const named = [...rules.map(({ expr }) => expr), ...shown].flatMap(metricsIn);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !there.has(name))).toEqual([]);
});

/** Of no use by the day: a moment, and what the statistics keep by the hour. */
const notKept = ['uketsuke_visit_step_seconds', 'uketsuke_selftest_timestamp_seconds'];

test('what a kiosk exports is kept for whoever has no Prometheus; of a counter, how much it grew', async () => {
  const metrics = eventful();
  const all = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name);
  const kept = new Set<string | null>(Object.values(kioskFigures).map(({ metric }) => metric));
  expect(all.filter((name) => name.startsWith('uketsuke_') && !kept.has(name))).toEqual(notKept);
  expect([...kept].filter((name) => name !== null && !all.includes(name))).toEqual([]);
  const figures = figuresNow(metrics.registry);
  expect(await figures()).toMatchObject({ visits: 1, visitProblems: 1, stalls: 1, queueWaiting: 1, selfTestOk: 0 });
  metrics.practised();
  expect(await figures()).toMatchObject({ visits: 0, practices: 1, queueWaiting: 1 });
});

test('what a kiosk exports is what Prometheus takes', async () => {
  const said = spawnSync('promtool', ['check', 'metrics'], { input: await exported(), encoding: 'utf8' });
  // Names that the client library itself gives, as it has for years.
  const complaints = `${said.stdout}${said.stderr}`
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('nodejs_'));
  expect(complaints).toEqual([]);
});

interface Case {
  readonly series: string;
  readonly broken: string;
  readonly well: string;
}
const kiosk = 'instance="k",job="uketsuke"';
const minutes = 60 * 24 * 3;
const samples = minutes / 5;

/** For each rule what makes it fire, and the same well; values as promtool writes series. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  UketsukeGone: [{ series: `up{${kiosk}}`, broken: '0', well: '1' }],
  UketsukeOutOfService: [{ series: `uketsuke_in_service{${kiosk}}`, broken: '0', well: '1' }],
  UketsukeScreenFrozen: [{ series: `uketsuke_screen_painted_seconds{${kiosk}}`, broken: '90', well: '2' }],
  UketsukeQueueOld: [{ series: `uketsuke_queue_oldest_seconds{${kiosk}}`, broken: '9000', well: '60' }],
  UketsukeParked: [{ series: `uketsuke_queue_parked{${kiosk}}`, broken: '2', well: '0' }],
  UketsukeQueueUnreadable: [{ series: `uketsuke_queue_readable{${kiosk}}`, broken: '0', well: '1' }],
  UketsukeCriticalFinding: [
    {
      series: `uketsuke_selftest_findings{${kiosk},id="a",number="U-104",severity="critical"}`,
      broken: '1',
      well: '0',
    },
  ],
  UketsukeFinding: [
    { series: `uketsuke_selftest_findings{${kiosk},id="a",number="U-104",severity="warning"}`, broken: '1', well: '0' },
  ],
  UketsukeNotTested: [
    { series: `uketsuke_selftest_timestamp_seconds{${kiosk}}`, broken: '0', well: `${minutes * 60}` },
  ],
  UketsukeCardsUnread: [
    { series: `uketsuke_visit_problems_total{${kiosk},code="U-101"}`, broken: `0+1x${samples}`, well: '0' },
    {
      series: `uketsuke_visits_total{${kiosk},outcome="done",method="pin"}`,
      broken: `0+1x${samples}`,
      well: `0+1x${samples}`,
    },
  ],
  UketsukeRestarts: [{ series: `process_start_time_seconds{${kiosk}}`, broken: `0+1x${samples}`, well: '5' }],
  UketsukeRuleFires: [
    { series: `uketsuke_alert_rules{${kiosk},rule="reader",severity="critical"}`, broken: '1', well: '0' },
  ],
};

/** A kiosk for three days, and which of the rules fire at the end. */
function threeDays(how: 'broken' | 'well') {
  return {
    interval: '5m',
    input_series: Object.values(cases).flatMap((each) =>
      each.map((one) => ({
        series: one.series,
        values: one[how].includes('x') ? one[how] : `${one[how]}x${samples}`,
      })),
    ),
    promql_expr_test: Object.keys(cases).map((alert) => ({
      expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`,
      eval_time: `${minutes}m`,
      exp_samples: [{ labels: '{}', value: how === 'broken' ? 1 : 0 }],
    })),
  };
}

test('each rule fires on its fault, and is quiet without', () => {
  expect(Object.keys(cases)).toEqual(rules.map(({ alert }) => alert));
  const tests = [threeDays('broken'), threeDays('well')];
  const path = join(temporaryFolder(), 'tests.yml');
  writeFileSync(path, JSON.stringify({ rule_files: [file], evaluation_interval: '5m', tests }));
  execFileSync('promtool', ['check', 'rules', file], { encoding: 'utf8' });
  const said = execFileSync('promtool', ['test', 'rules', path], { encoding: 'utf8' });
  expect(said).toContain('SUCCESS');
});
