import { setTimeout as delay } from 'node:timers/promises';
import { isNotice, type Report } from '../diagnostics/report.ts';
import type { CheckStep } from '../diagnostics/runChecks.ts';
import { hour, minute, second } from '../kernel/durations.ts';
import type { Result } from '../problem/result.ts';
import type { MeasuredRow, StepState } from '../screen/benchView.ts';
import { numbersIn, rowsOf, verdictsOf } from './measured.ts';
import { MovingValues } from './movingValues.ts';
import type { BenchPorts, CardRead } from './ports.ts';
import type { StepRecord } from './record.ts';
import type { BenchStep } from './steps.ts';

/** What a step came to. */
export type Came = Pick<StepRecord, 'state' | 'rows' | 'findings' | 'plots'>;

/** Told again and again while it is under way. */
export type OnCame = (came: Came) => void;

/** How often the test card is read, and how many may fail: one in twenty. */
export const cardReads = { times: 20, mostErrors: 1 } as const;
/** Longest that one whole read may take on average, milliseconds. */
const mostReadMs = 3_000;

/** How long a burn-in may be chosen to last, by the end of its action's name. */
export const burnIns: Readonly<Record<string, { readonly ms: number; readonly says: string }>> = {
  m1: { ms: minute, says: '1分（試し）' },
  h1: { ms: hour, says: '1時間' },
  h8: { ms: 8 * hour, says: '8時間' },
  h24: { ms: 24 * hour, says: '24時間' },
};

/** Rests between two rounds of a burn-in, so that it is the parts that are tried and not the processor, milliseconds. */
const restMs = 2 * second;

const running = { state: 'running', rows: [], findings: [], plots: [] } as const;

/** Checks of the catalogue, once. */
export async function runStep(
  { checks }: BenchStep,
  ports: BenchPorts,
  signal: AbortSignal,
  onCame: OnCame,
): Promise<Came> {
  const ended: Extract<CheckStep, { kind: 'ended' }>[] = [];
  const report = await ports.run(checks, signal, (step) => {
    if (step.kind !== 'ended') return;
    ended.push(step);
    const so = {
      checks: ended.map((each) => each.report),
      findings: ended.flatMap(({ findings }) => findings),
    };
    onCame({ ...running, rows: checks ? rowsOf(so) : verdictsOf(so), findings: so.findings.map(shownFinding) });
  });
  return {
    state: stateOf(report),
    rows: checks ? rowsOf(report) : verdictsOf(report),
    findings: report.findings.map(shownFinding),
    plots: [],
  };
}

/** The same checks until somebody has seen enough, with a plot of every number. */
export async function watchStep(
  step: BenchStep,
  ports: BenchPorts,
  signal: AbortSignal,
  onCame: OnCame,
): Promise<Came> {
  const series = new MovingValues();
  let came: Came = running;
  while (!signal.aborted) {
    const round = new AbortController();
    const report = await ports.run(step.checks, round.signal, () => undefined);
    for (const check of report.checks) {
      for (const { says, value, measure } of numbersIn(check)) series.add(says, value, measure);
    }
    const failed = came.state === 'failed' || !passes(report);
    const findings = [...came.findings, ...report.findings.map(shownFinding)];
    came = {
      state: report.checks.length === 0 ? 'skipped' : failed ? 'failed' : 'passed',
      rows: rowsOf(report),
      findings: unique(findings),
      plots: series.plots('all'),
    };
    if (came.state === 'skipped') break;
    onCame({ ...came, state: 'running' });
    await delay(200, undefined, { signal }).catch(() => undefined);
  }
  return came;
}

/** The card that lies there, read over and over; first what the reader says of itself. */
export async function readStep(step: BenchStep, ports: BenchPorts, signal: AbortSignal, onCame: OnCame): Promise<Came> {
  const report = await ports.run(step.checks, signal, () => undefined);
  const series = new MovingValues();
  const reads: Result<CardRead>[] = [];
  const came = (): Came => {
    const findings = [...report.findings.map(shownFinding), ...reads.flatMap(failureOf)];
    const isGood = passes(report) && reads.length === cardReads.times && errorsIn(reads) <= cardReads.mostErrors;
    return {
      state: isGood && meanMs(reads) <= mostReadMs ? 'passed' : 'failed',
      rows: [...readRows(reads), ...rowsOf(report)],
      findings: unique(findings),
      plots: series.plots('all'),
    };
  };
  while (reads.length < cardReads.times && !signal.aborted) {
    const read = await ports.readCard(signal);
    reads.push(read);
    if (read.ok) series.add('読み取りの時間', read.value.ms, { unit: 'ms', most: mostReadMs });
    series.add('失敗率（直近まで）', Math.round((100 * errorsIn(reads)) / reads.length), { unit: '%', most: 5 });
    onCame({ ...came(), state: 'running' });
    // A card that is not there does not come by asking faster.
    await delay(read.ok ? 50 : 300, undefined, { signal }).catch(() => undefined);
  }
  return came();
}

/** Everything that can be run unwatched, round after round until the time is over. */
export async function burnInStep(
  step: BenchStep,
  ports: BenchPorts,
  signal: AbortSignal,
  { ms, onCame }: { readonly ms: number; readonly onCame: OnCame },
): Promise<Came> {
  const until = performance.now() + ms;
  const series = new MovingValues();
  const counted = new Map<string, { readonly finding: StepRecord['findings'][number]; times: number }>();
  let rounds = 0;
  const came = (state: StepState): Came => ({
    state,
    rows: [{ says: '繰り返した回数', value: `${rounds}`, limit: '', ok: null }, ...series.rows()],
    findings: [...counted.values()].map(({ finding, times }) => ({
      ...finding,
      says: `${finding.says}（${times}回）`,
    })),
    plots: series.plots('moved'),
  });
  while (performance.now() < until && !signal.aborted) {
    const report = await ports.run(step.checks, signal, () => undefined);
    if (signal.aborted) break;
    for (const check of report.checks) {
      for (const { says, value, measure } of numbersIn(check)) series.add(says, value, measure);
    }
    const read = await ports.readCard(signal);
    if (read.ok) series.add('読み取りの時間', read.value.ms, { unit: 'ms', most: mostReadMs });
    // Without a card there is nothing to read: that is not the reader's fault.
    const failures = read.ok || read.problem.code === 'U-103' ? [] : failureOf(read);
    for (const finding of [...report.findings.map(shownFinding), ...failures]) {
      const known = counted.get(finding.says);
      counted.set(finding.says, { finding, times: (known?.times ?? 0) + 1 });
    }
    rounds += 1;
    onCame(came('running'));
    await delay(restMs, undefined, { signal }).catch(() => undefined);
  }
  const isWhole = performance.now() >= until && rounds > 0;
  const isWell = [...counted.values()].every(({ finding }) => isNotice(finding));
  return came(isWhole && isWell ? 'passed' : 'failed');
}

function stateOf(report: Report): StepState {
  if (report.checks.length === 0) return 'skipped';
  return passes(report) ? 'passed' : 'failed';
}

/** A mere notice is shown, and holds nobody back. */
function passes({ findings }: Report): boolean {
  return findings.every(isNotice);
}

function readRows(reads: readonly Result<CardRead>[]): readonly MeasuredRow[] {
  const errors = errorsIn(reads);
  const last = reads.findLast((read) => read.ok);
  const good = last?.ok ? last.value : undefined;
  const tick = (is: boolean | undefined): string => (is === undefined ? '―' : is ? '✓' : '―');
  return [
    { says: '読み取り', value: `${reads.length} / ${cardReads.times} 回`, limit: '', ok: null },
    { says: '失敗', value: `${errors} 回`, limit: `${cardReads.mostErrors} 以下`, ok: errors <= cardReads.mostErrors },
    {
      says: '1回の時間（平均）',
      value: good ? `${Math.round(meanMs(reads))} ms` : '―',
      limit: `${mostReadMs} ms 以下`,
      ok: good ? meanMs(reads) <= mostReadMs : null,
    },
    { says: '証明書の長さ', value: good ? `${good.certificateBytes} バイト` : '―', limit: '', ok: null },
    { says: '暗証番号の有無', value: tick(good?.hasPin), limit: '', ok: null },
    { says: '券面情報の有無', value: tick(good?.hasFront), limit: '', ok: null },
  ];
}

function errorsIn(reads: readonly Result<CardRead>[]): number {
  return reads.filter(({ ok }) => !ok).length;
}

function meanMs(reads: readonly Result<CardRead>[]): number {
  const times = reads.flatMap((read) => (read.ok ? [read.value.ms] : []));
  return times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, times.length);
}

function failureOf(read: Result<CardRead>): StepRecord['findings'] {
  if (read.ok) return [];
  const { code } = read.problem;
  const isMissing = code === 'U-103';
  return [
    {
      number: code,
      severity: 'warning',
      says: isMissing ? 'カードが台にありません' : 'カードの読み取りに失敗しました',
      next: isMissing
        ? '見本のカード、またはご自身のカードを台に置いてください。'
        : '別のカードでも失敗するときはリーダー、このカードだけならカードの不良です。',
    },
  ];
}

function shownFinding({ number, severity, says, next }: Report['findings'][number]) {
  return { number, severity, says, next };
}

function unique(findings: StepRecord['findings']): StepRecord['findings'] {
  return findings.filter(({ says }, at) => findings.findIndex((each) => each.says === says) === at);
}
