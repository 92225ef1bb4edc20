import { setMaxListeners } from 'node:events';
import { linkedAbort } from '../kernel/linkedAbort.ts';
import { untilAborted } from '../kernel/untilAborted.ts';
import { catalogue } from '../problem/catalogue.ts';
import { redacted } from '../problem/redacted.ts';
import type { Check, CheckFault, Found, Seen } from './check.ts';
import type { Ports } from './ports.ts';
import { type CheckFinding, type CheckReport, type Report, reportOf, type Skipped } from './report.ts';
import { namedValue } from './valueName.ts';

export interface ChecksOptions {
  readonly checks: readonly Check[];
  /** What there is to look at; checks that need more are skipped. */
  readonly ports: Partial<Ports>;
  readonly signal: AbortSignal;
  /** Told as each check begins and ends. */
  readonly onStep?: (step: CheckStep) => void;
  /** Told of a check that threw: a bug, which must not end a kiosk that serves. */
  readonly onBug?: (id: string, error: unknown) => void;
}

/** A check began, or ended with what it found. */
export type CheckStep =
  | { readonly kind: 'begun'; readonly id: string; readonly title: string }
  | { readonly kind: 'ended'; readonly report: CheckReport; readonly findings: readonly CheckFinding[] };

/** A call that nobody can take back (a share that hangs) is left behind this long after its limit, milliseconds. */
const graceMs = 250;

/** CheckFinding of any check that does not come to its end. */
const unfinished: CheckFault = {
  number: 'U-613',
  severity: 'warning',
  symptom: 'slow',
  part: 'kiosk',
  says: '点検が時間内に終わりませんでした',
  next: 'もう一度点検し、続くときは、その装置のケーブルと接続先を確認してください。',
};
const broken: CheckFault = {
  ...unfinished,
  says: '点検そのものが失敗しました（プログラムの不具合）',
  next: 'ログを添えて保守担当に連絡してください。',
};

/**
 * Runs checks side by side; those that would disturb each other one after the other, in their order. Each ends at its
 * own limit, whatever it waits for, so that the whole never hangs.
 */
export async function runChecks({ checks, ports, signal, onStep, onBug }: ChecksOptions): Promise<Report> {
  const missing = ({ needs }: Check) => needs.filter((name) => ports[name] === undefined);
  const skipped: Skipped[] = [];
  const busy = new Map<string, Promise<unknown>>();
  const whole = linkedAbort([signal]);
  // Each check listens to the one signal: as many as there are checks are no leak.
  setMaxListeners(checks.length + 1, whole.signal);
  const outcomes = await everyOutcome().finally(() => whole.release());
  const reports = outcomes.map(({ report }) => report);
  return reportOf(
    outcomes.flatMap(({ findings }) => findings),
    // As in the catalogue, whatever came first.
    checks.flatMap(({ id }) => reports.find((each) => each.id === id) ?? []),
    skipped,
  );

  async function everyOutcome(): Promise<readonly Outcome[]> {
    const quiet = checks.filter(({ inQuiet }) => inQuiet).map(begin);
    await Promise.all(quiet);
    const others = checks.filter(({ inQuiet }) => !inQuiet).map(begin);
    return Promise.all([...quiet, ...others].flatMap((each) => each ?? []));
  }

  function begin(each: Check): Promise<Outcome> | undefined {
    const needs = missing(each);
    if (needs.length > 0) {
      skipped.push({ id: each.id, needs });
      return undefined;
    }
    const before = each.alone.map((part) => busy.get(part));
    const done = Promise.all(before).then(async () => {
      onStep?.({ kind: 'begun', id: each.id, title: each.title });
      const outcome = await runOne(each, ports, whole.signal, onBug);
      onStep?.({ kind: 'ended', ...outcome });
      return outcome;
    });
    for (const part of each.alone) busy.set(part, done);
    return done;
  }
}

interface Outcome {
  readonly report: CheckReport;
  readonly findings: readonly CheckFinding[];
}

async function runOne(
  each: Check,
  ports: Partial<Ports>,
  signal: AbortSignal,
  onBug: ChecksOptions['onBug'],
): Promise<Outcome> {
  const startedAt = performance.now();
  const limit = linkedAbort([signal], each.limitMs);
  const ended = (values: Seen['values'], findings: readonly CheckFinding[]): Outcome => {
    const ms = Math.round(performance.now() - startedAt);
    return { report: { id: each.id, ok: findings.length === 0, ms, values }, findings };
  };
  try {
    const seen = await untilAborted(each.run(ports, limit.signal), limit.signal, graceMs);
    const found = [...seen.found, ...beyondLimits(each, seen)];
    return ended(
      seen.values,
      found.map((one) => findingOf(each, one)),
    );
  } catch (error) {
    if (limit.signal.aborted) return ended({}, [worded(`${each.id}.unfinished`, unfinished, { fault: 'unfinished' })]);
    onBug?.(each.id, error);
    return ended({}, [worded(`${each.id}.broken`, broken, { fault: 'broken' })]);
  } finally {
    limit.release();
  }
}

/** Faults that the values themselves show; one that was found already is not said twice. */
function beyondLimits(check: Check, { values, found }: Seen): readonly Found[] {
  const beyond = Object.entries(values).flatMap(([name, value]): readonly Found[] => {
    const { says, measure } = namedValue(check, name);
    if (typeof value !== 'number' || measure?.beyond === undefined) return [];
    const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, unit = '' } = measure;
    if (value >= least && value <= most) return [];
    const limit = value < least ? `下限 ${least}` : `上限 ${most}`;
    return [{ fault: measure.beyond, detail: `${says} ${value}${unit && ` ${unit}`}、${limit}` }];
  });
  return beyond.filter(({ fault }, at) => {
    const isFound = found.some((each) => each.fault === fault);
    return !isFound && beyond.findIndex((each) => each.fault === fault) === at;
  });
}

function findingOf({ id, faults }: Check, found: Found): CheckFinding {
  const fault = faults[found.fault];
  if (!fault) throw new Error(`${id} has no fault ${found.fault}`);
  return worded(`${id}.${found.fault}`, fault, found);
}

function worded(id: string, fault: CheckFault, { detail, number }: Found): CheckFinding {
  const words = number === undefined ? fault : { ...fault, number, next: catalogue[number].staff };
  const says = detail === undefined || detail === '' ? words.says : `${words.says}（${redacted(detail)}）`;
  return { id, number: words.number, severity: words.severity, says, next: words.next };
}
